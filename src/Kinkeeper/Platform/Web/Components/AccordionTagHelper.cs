using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Kinkeeper.Platform.Web.Components;

/// <summary>
/// <c>kk-accordion</c>: passages that open one by one, each a <c>kk-accordion-item</c>. Plain HTML, so they open without script.
/// </summary>
[HtmlTargetElement("kk-accordion")]
public sealed class AccordionTagHelper : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.Attributes.SetAttribute("class", "kk-accordion");
    }
}

/// <summary><c>kk-accordion-item</c>: one passage.</summary>
[HtmlTargetElement("kk-accordion-item")]
public sealed class AccordionItemTagHelper : TagHelper
{
    public required string Heading { get; set; }

    public bool Open { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        TagBuilder content = Markup.Element("div", "kk-accordion__content").With(await output.GetChildContentAsync());
        output.TagName = "details";
        output.Attributes.SetAttribute("class", "kk-accordion__item");
        if (Open)
        {
            output.Attributes.Add(new TagHelperAttribute("open"));
        }

        output.Content.Clear();
        output.Content.AppendHtml(Markup.Element("summary", "kk-accordion__heading", Heading));
        output.Content.AppendHtml(content);
    }
}
