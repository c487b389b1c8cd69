using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Kinkeeper.Platform.Web.Components;

/// <summary><c>kk-textarea</c>: several lines of text.</summary>
[HtmlTargetElement("kk-textarea", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class TextareaTagHelper : FormField
{
    public required string Label { get; set; }

    public string? Value { get; set; }

    public int Rows { get; set; } = 4;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        // A browser drops a line break right after the tag. An extra one preserves a text that begins with a line break.
        TagBuilder area = Markup.Element("textarea", "usa-textarea", "\n" + Value).With("rows", Rows.ToString(CultureInfo.InvariantCulture));
        WriteGroup(output, Label, area);
    }
}
