using Kinkeeper.Platform.Text;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Kinkeeper.Platform.Web.Components;

/// <summary><c>kk-breadcrumb</c>: the way back; each page above this one is a <c>kk-crumb</c>.</summary>
[HtmlTargetElement("kk-breadcrumb")]
public sealed class BreadcrumbTagHelper(IStringLocalizer<Words> words) : TagHelper
{
    /// <summary>The title of this page.</summary>
    public required string Current { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        TagBuilder list = Markup.Element("ol", "usa-breadcrumb__list").With(
            await output.GetChildContentAsync(),
            Markup.Element("li", "usa-breadcrumb__list-item usa-current").With("aria-current", "page").With(Markup.Element("span", null, Current)));
        output.TagName = "nav";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "usa-breadcrumb usa-breadcrumb--wrap");
        output.Attributes.SetAttribute("aria-label", words["layout.breadcrumbs"].Value);
        output.Content.Clear();
        output.Content.AppendHtml(list);
    }
}

/// <summary><c>kk-crumb</c>: a page above this one.</summary>
[HtmlTargetElement("kk-crumb")]
public sealed class CrumbTagHelper : TagHelper
{
    public required string Href { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        TagBuilder text = Markup.Element("span", null).With(await output.GetChildContentAsync());
        output.TagName = "li";
        output.Attributes.SetAttribute("class", "usa-breadcrumb__list-item");
        output.Content.Clear();
        output.Content.AppendHtml(Markup.Element("a", "usa-breadcrumb__link").With("href", Href).With(text));
    }
}
