using System.Text;

namespace Kinkeeper.TamperLog.Notes;

/// <summary>
/// Checks the names of keys and origins: not empty, without <c>+</c>, white space or control characters (C2SP signed-note).
/// </summary>
internal static class KeyName
{
    public static bool IsValid(string name) =>
        name.Length > 0 && !name.Any(character => character == '+' || char.IsWhiteSpace(character) || char.IsControl(character))
        && IsWellFormed(name);

    private static bool IsWellFormed(string name)
    {
        foreach (Rune rune in name.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar)
            {
                return false;
            }
        }

        return true;
    }
}
