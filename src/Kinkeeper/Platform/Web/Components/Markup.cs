using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Kinkeeper.Platform.Web.Components;

/// <summary>Writes elements and encodes their text and attributes, whatever the source.</summary>
internal static class Markup
{
    /// <summary>An element with a class and a text.</summary>
    public static TagBuilder Element(string name, string? css, string? text = null)
    {
        TagBuilder element = new(name);
        if (css is not null)
        {
            element.AddCssClass(css);
        }

        if (text is not null)
        {
            element.InnerHtml.Append(text);
        }

        return element;
    }

    public static TagBuilder With(this TagBuilder element, string attribute, string? value)
    {
        if (value is not null)
        {
            element.Attributes[attribute] = value;
        }

        return element;
    }

    public static TagBuilder With(this TagBuilder element, params IHtmlContent?[] inside)
    {
        foreach (IHtmlContent? part in inside)
        {
            if (part is not null)
            {
                element.InnerHtml.AppendHtml(part);
            }
        }

        return element;
    }

    public static TagBuilder Empty(this TagBuilder element)
    {
        element.TagRenderMode = TagRenderMode.SelfClosing;
        return element;
    }

    /// <summary>A heading at its level in the page's outline.</summary>
    /// <param name="level">1 to 6.</param>
    public static TagBuilder Heading(int level, string css, string text) =>
        level is >= 1 and <= 6 ? Element(FormattableString.Invariant($"h{level}"), css, text) : throw new ArgumentOutOfRangeException(nameof(level), level, "A heading has a level of 1 to 6.");
}
