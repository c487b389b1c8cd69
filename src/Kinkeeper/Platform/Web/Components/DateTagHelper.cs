using System.Globalization;
using Kinkeeper.Platform.Text;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Kinkeeper.Platform.Web.Components;

/// <summary>
/// <c>kk-date</c>: a date that people know by heart, in three fields: <c>NAME-month</c>, <c>NAME-day</c>, <c>NAME-year</c>. It shows
/// again exactly what was typed, right or wrong. Each field has its own hint, as in version 3.14 of the design system.
/// </summary>
[HtmlTargetElement("kk-date", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class DateTagHelper(IStringLocalizer<Words> words) : FormField
{
    public required string Legend { get; set; }

    /// <summary>1 to 12, as it was sent; null before that.</summary>
    public string? Month { get; set; }

    public string? Day { get; set; }

    public string? Year { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "fieldset";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", IsWrong ? "usa-fieldset usa-form-group usa-form-group--error" : "usa-fieldset usa-form-group");
        if (DescribedBy is { } described)
        {
            output.Attributes.SetAttribute("aria-describedby", described);
        }

        TagBuilder month = Markup.Element("select", "usa-select").With(Markup.Element("option", null, words["component.choose-month"]).With("value", string.Empty));
        for (int number = 1; number <= 12; number++)
        {
            string value = number.ToString(CultureInfo.InvariantCulture);
            month.With(Markup.Element("option", null, CultureInfo.CurrentUICulture.DateTimeFormat.GetMonthName(number))
                .With("value", value)
                .With("selected", Month?.TrimStart('0') == value ? "selected" : null));
        }

        output.Content.Clear();
        output.Content.AppendHtml(Markup.Element("legend", IsWrong ? "usa-legend usa-label--error" : "usa-legend", Legend));
        output.Content.AppendHtml(Explanation());
        output.Content.AppendHtml(Markup.Element("div", "usa-memorable-date").With(
            Part("month", "usa-form-group--month usa-form-group--select", month),
            Part("day", "usa-form-group--day", Digits(2, Day)),
            Part("year", "usa-form-group--year", Digits(4, Year))));
    }

    private static TagBuilder Digits(int most, string? value) => Markup.Element("input", "usa-input").Empty()
        .With("type", "text").With("inputmode", "numeric").With("maxlength", most.ToString(CultureInfo.InvariantCulture)).With("autocomplete", "off").With("value", value);

    private TagBuilder Part(string part, string css, TagBuilder field)
    {
        string id = $"{FieldId}-{part}";
        if (IsWrong)
        {
            field.AddCssClass("usa-input--error");
        }

        return Markup.Element("div", $"usa-form-group {css}").With(
            Markup.Element("label", "usa-label", words["component." + part]).With("for", id),
            Markup.Element("span", "usa-hint usa-sr-only", words[$"component.{part}-hint"]).With("id", ComponentId.Hint(id)),
            field.With("id", id).With("name", $"{Name}-{part}").With("aria-describedby", ComponentId.Hint(id)).With("aria-invalid", IsWrong ? "true" : null));
    }
}
