using System.Globalization;
using Kinkeeper.Platform.Text;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Kinkeeper.Platform.Web.Components;

/// <summary>
/// <c>kk-pagination</c>: the parts of a long list: the first, the last, this one and its neighbours. Empty if there is one part.
/// </summary>
[HtmlTargetElement("kk-pagination", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class PaginationTagHelper(IStringLocalizer<Words> words) : TagHelper
{
    /// <summary>The list's name.</summary>
    public required string Label { get; set; }

    /// <summary>The part shown, from 1.</summary>
    public required int Page { get; set; }

    /// <summary>The number of parts.</summary>
    public required int Pages { get; set; }

    /// <summary>The address of a part.</summary>
    public required Func<int, string> Link { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Pages < 2)
        {
            output.SuppressOutput();
            return;
        }

        TagBuilder list = Markup.Element("ul", "usa-pagination__list");
        if (Page > 1)
        {
            list.With(Arrow(Page - 1, "previous"));
        }

        int last = 0;
        foreach (int number in Shown())
        {
            if (number > last + 1)
            {
                list.With(Markup.Element("li", "usa-pagination__item usa-pagination__overflow", "…").With("aria-hidden", "true"));
            }

            list.With(Number(number));
            last = number;
        }

        if (Page < Pages)
        {
            list.With(Arrow(Page + 1, "next"));
        }

        output.TagName = "nav";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "usa-pagination");
        output.Attributes.SetAttribute("aria-label", words["component.parts-of", Label].Value);
        output.Content.Clear();
        output.Content.AppendHtml(list);
    }

    private IEnumerable<int> Shown() => new[] { 1, Page - 1, Page, Page + 1, Pages }.Where(number => number >= 1 && number <= Pages).Distinct().Order();

    private TagBuilder Number(int number)
    {
        string text = number.ToString("N0", CultureInfo.CurrentCulture);
        TagBuilder link = Markup.Element("a", $"usa-pagination__button{(number == Page ? " usa-current" : null)}", text)
            .With("href", Link(number))
            .With("aria-label", words["component.part", text])
            .With("aria-current", number == Page ? "page" : null);
        return Markup.Element("li", "usa-pagination__item usa-pagination__page-no").With(link);
    }

    private TagBuilder Arrow(int to, string which) => Markup.Element("li", "usa-pagination__item usa-pagination__arrow").With(
        Markup.Element("a", $"usa-pagination__link usa-pagination__{which}-page").With("href", Link(to)).With("rel", which == "next" ? "next" : "prev").With(
            Markup.Element("span", "usa-pagination__link-text", words["component." + which])));
}
