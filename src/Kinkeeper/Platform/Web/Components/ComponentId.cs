namespace Kinkeeper.Platform.Web.Components;

/// <summary>How the components name their parts on a page.</summary>
public static class ComponentId
{
    /// <summary>The id of one option of a group: unlike that of any other option, and without the white space that an id may not have.</summary>
    public static string Of(string name, string value) => $"{Of(name)}-{Uri.EscapeDataString(value)}";

    /// <summary>The id of a field.</summary>
    public static string Of(string name) => string.Concat(name.Select(letter => char.IsWhiteSpace(letter) ? '-' : letter));

    internal static string Hint(string id) => $"{id}-hint";

    internal static string Error(string id) => $"{id}-error";
}
