namespace Kinkeeper.Features.Records.Words;

/// <summary>The answer to "do you have a child under 18, anywhere in the world, in anyone's care?".</summary>
public enum ScreeningAnswer
{
    /// <summary>Asked, but no answer was recorded.</summary>
    NotRecorded = 0,
    Yes = 1,
    No = 2,

    /// <summary>Asked, but the person would not answer. It counts as no answer.</summary>
    Declined = 3,
}
