namespace Kinkeeper.Features.Records.Words;

/// <summary>The exchange file's words for the values of a decision.</summary>
public static class DecisionCells
{
    public static readonly CellTable<Choice> Choices = new(
        ("accompany", Choice.Accompany), ("remain", Choice.Remain), ("undecided", Choice.Undecided),
        ("declined", Choice.Declined), ("not_ascertained", Choice.NotAscertained));

    public static readonly CellTable<Signature> Signatures = new(
        ("signed", Signature.Signed), ("mark", Signature.Mark), ("refused", Signature.Refused), ("none", Signature.None));

    public static readonly CellTable<OptionsOffered> Options = new(
        ("accompany", OptionsOffered.Accompany), ("remain", OptionsOffered.Remain), ("reunify_here", OptionsOffered.ReunifyHere),
        ("counsel_first", OptionsOffered.CounselFirst), ("undecided", OptionsOffered.Undecided));
}
