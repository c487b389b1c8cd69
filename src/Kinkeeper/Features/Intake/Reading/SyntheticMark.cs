namespace Kinkeeper.Features.Intake.Reading;

/// <summary>
/// A file named SYNTHETIC.txt in a folder says that nobody in the files beside it exists. Everything built on them says so.
/// </summary>
public static class SyntheticMark
{
    public const string FileName = "SYNTHETIC.txt";

    public static bool IsBeside(string file) =>
        File.Exists(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, FileName));
}
