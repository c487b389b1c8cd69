using Kinkeeper.Platform.Text;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Kinkeeper.Platform.Web.Components;

/// <summary>One thing to fix on a form.</summary>
/// <param name="Id">The id of the field to fix; for a group, the id of its first option
/// (<see cref="ComponentId.Of(string, string)"/>).</param>
/// <param name="Text">The error and what to do about it.</param>
public sealed record FieldError(string Id, string Text);

/// <summary>
/// <c>kk-error-summary</c>: a list above a form of everything to fix. Each line links to its field. Empty if nothing is wrong.
/// </summary>
[HtmlTargetElement("kk-error-summary", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ErrorSummaryTagHelper(IStringLocalizer<Words> words) : TagHelper
{
    public required IReadOnlyCollection<FieldError> Errors { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Errors.Count == 0)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "usa-alert usa-alert--error");
        output.Attributes.SetAttribute("role", "alert");
        output.Attributes.SetAttribute("tabindex", "-1");
        TagBuilder list = Markup.Element("ul", "usa-list");
        foreach (FieldError error in Errors)
        {
            list.With(Markup.Element("li", null).With(Markup.Element("a", "usa-link", error.Text).With("href", "#" + error.Id)));
        }

        output.Content.Clear();
        output.Content.AppendHtml(Markup.Element("div", "usa-alert__body").With(
            Markup.Heading(2, "usa-alert__heading", words["component.mend", Errors.Count]),
            Markup.Element("div", "usa-alert__text").With(list)));
    }
}
