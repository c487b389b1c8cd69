using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Kinkeeper.Platform.Web.Components;

/// <summary><c>kk-select</c>: one choice of a list. It contains plain HTML options.</summary>
[HtmlTargetElement("kk-select")]
public sealed class SelectTagHelper : FormField
{
    public required string Label { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        TagBuilder select = Markup.Element("select", "usa-select").With(await output.GetChildContentAsync());
        WriteGroup(output, Label, select);
    }
}
