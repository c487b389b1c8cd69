using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Kinkeeper.Platform.Web.Components;

/// <summary>
/// <c>kk-table</c>: a table with a caption, in a box that scrolls sideways, by keyboard too, so that the page never does.
/// </summary>
[HtmlTargetElement("kk-table")]
public sealed class TableTagHelper : TagHelper
{
    public required string Caption { get; set; }

    /// <summary>True if only a screen reader reads the caption, because the heading above says the same.</summary>
    public bool CaptionHidden { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        TagBuilder table = Markup.Element("table", "usa-table").With(
            Markup.Element("caption", CaptionHidden ? "usa-sr-only" : null, Caption),
            await output.GetChildContentAsync());
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "usa-table-container--scrollable");
        output.Attributes.SetAttribute("tabindex", "0");
        output.Attributes.SetAttribute("role", "region");
        output.Attributes.SetAttribute("aria-label", Caption);
        output.Content.Clear();
        output.Content.AppendHtml(table);
    }
}
