namespace Kinkeeper.Features.Records.Words;

/// <summary>The answer to "do you have a child under 18, anywhere in the world, in anyone's care?".</summary>
public enum ScreeningAnswer
{
    /// <summary>Asked, and no answer recorded.</summary>
    NotRecorded = 0,
    Yes = 1,
    No = 2,

    /// <summary>Asked, and would not answer: no answer at all.</summary>
    Declined = 3,
}
