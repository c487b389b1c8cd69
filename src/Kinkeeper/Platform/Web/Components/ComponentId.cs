namespace Kinkeeper.Platform.Web.Components;

/// <summary>Makes the ids of the components' parts.</summary>
public static class ComponentId
{
    /// <summary>The id of one option of a group: unique, and without white space, which an id may not have.</summary>
    public static string Of(string name, string value) => $"{Of(name)}-{Uri.EscapeDataString(value)}";

    /// <summary>The id of a field.</summary>
    public static string Of(string name) => string.Concat(name.Select(letter => char.IsWhiteSpace(letter) ? '-' : letter));

    internal static string Hint(string id) => $"{id}-hint";

    internal static string Error(string id) => $"{id}-error";
}
