using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Kinkeeper.Platform.Web.Components;

/// <summary><c>kk-text</c>: one line of text, a date, a number.</summary>
[HtmlTargetElement("kk-text", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class TextTagHelper : FormField
{
    public required string Label { get; set; }

    public string? Value { get; set; }

    /// <summary>
    /// The input's type, such as <c>date</c>. A number is text with <c>inputmode="numeric"</c>, as the design system advises.
    /// </summary>
    public string Type { get; set; } = "text";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        TagBuilder input = Markup.Element("input", "usa-input").Empty().With("type", Type).With("value", Value);
        WriteGroup(output, Label, input);
    }
}
