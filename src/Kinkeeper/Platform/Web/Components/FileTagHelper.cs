using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Kinkeeper.Platform.Web.Components;

/// <summary><c>kk-file</c>: a file to upload. The hint names the accepted kinds; the server checks the content.</summary>
[HtmlTargetElement("kk-file", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class FileTagHelper : FormField
{
    public required string Label { get; set; }

    /// <summary>The kinds of file that the browser offers, such as <c>.json,application/json</c>; null for every kind.</summary>
    public string? Accept { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        TagBuilder input = Markup.Element("input", "usa-file-input").Empty().With("type", "file").With("accept", Accept);
        WriteGroup(output, Label, input);
    }
}
