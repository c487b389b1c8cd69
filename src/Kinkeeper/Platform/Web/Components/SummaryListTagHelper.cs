using Kinkeeper.Platform.Text;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Kinkeeper.Platform.Web.Components;

/// <summary><c>kk-summary-list</c>: the answers to check before recording, each a <c>kk-summary-item</c>.</summary>
[HtmlTargetElement("kk-summary-list")]
public sealed class SummaryListTagHelper : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "dl";
        output.Attributes.SetAttribute("class", "kk-summary");
    }
}

/// <summary><c>kk-summary-item</c>: a term, its value, and a link to change it.</summary>
[HtmlTargetElement("kk-summary-item", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class SummaryItemTagHelper(IStringLocalizer<Words> words) : TagHelper
{
    public required string Term { get; set; }

    /// <summary>The value; null if it is the element's content.</summary>
    public string? Value { get; set; }

    /// <summary>The address at which to change it; null if it cannot be changed.</summary>
    public string? ChangeHref { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "kk-summary__row");
        TagBuilder value = Markup.Element("dd", "kk-summary__value", Value);
        if (Value is null)
        {
            value.With(await output.GetChildContentAsync());
        }

        output.Content.Clear();
        output.Content.AppendHtml(Markup.Element("dt", "kk-summary__term", Term));
        output.Content.AppendHtml(value);
        if (ChangeHref is not null)
        {
            // A link that says only "Change" means nothing when it is read outside its row.
            TagBuilder change = Markup.Element("a", "usa-link", words["component.change"]).With("href", ChangeHref).With(Markup.Element("span", "usa-sr-only", " " + Term));
            output.Content.AppendHtml(Markup.Element("dd", "kk-summary__change").With(change));
        }
    }
}
