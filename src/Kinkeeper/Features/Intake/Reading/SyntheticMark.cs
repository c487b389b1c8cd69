namespace Kinkeeper.Features.Intake.Reading;

/// <summary>
/// Checks for a file named SYNTHETIC.txt. It says that nobody in the folder's files exists. Everything built on them says so too.
/// </summary>
public static class SyntheticMark
{
    public const string FileName = "SYNTHETIC.txt";

    public static bool IsBeside(string file) =>
        File.Exists(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, FileName));
}
