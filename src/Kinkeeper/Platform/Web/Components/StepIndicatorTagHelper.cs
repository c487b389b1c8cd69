using System.Globalization;
using Kinkeeper.Platform.Text;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Kinkeeper.Platform.Web.Components;

/// <summary><c>kk-step-indicator</c>: the current place in a form of several pages.</summary>
[HtmlTargetElement("kk-step-indicator", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class StepIndicatorTagHelper(IStringLocalizer<Words> words) : TagHelper
{
    /// <summary>The names of the steps, in order.</summary>
    public required IReadOnlyList<string> Steps { get; set; }

    /// <summary>The current step, from 1.</summary>
    public required int Current { get; set; }

    /// <summary>True to label each segment. More than six labels do not fit.</summary>
    public bool Labels { get; set; } = true;

    /// <summary>1 to 6.</summary>
    public int HeadingLevel { get; set; } = 2;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Current, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Current, Steps.Count);
        TagBuilder segments = Markup.Element("ol", "usa-step-indicator__segments").With("aria-hidden", Labels ? null : "true");
        for (int step = 1; step <= Steps.Count; step++)
        {
            string? state = step < Current ? "complete" : step == Current ? "current" : null;
            TagBuilder segment = Markup.Element("li", $"usa-step-indicator__segment{(state is null ? null : $" usa-step-indicator__segment--{state}")}")
                .With("aria-current", step == Current ? "step" : null);
            if (Labels)
            {
                TagBuilder label = Markup.Element("span", "usa-step-indicator__segment-label", Steps[step - 1]);
                if (step != Current)
                {
                    label.With(Markup.Element("span", "usa-sr-only", " " + words[step < Current ? "component.step-done" : "component.step-open"]));
                }

                segment.With(label);
            }

            segments.With(segment);
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"usa-step-indicator{(Labels ? null : " usa-step-indicator--no-labels")}");
        TagBuilder heading = Markup.Heading(HeadingLevel, "usa-step-indicator__heading", string.Empty).With(
            Markup.Element("span", "usa-step-indicator__heading-counter").With(
                Markup.Element("span", "usa-sr-only", words["component.step"] + " "),
                Markup.Element("span", "usa-step-indicator__current-step", Current.ToString(CultureInfo.CurrentCulture)),
                Markup.Element("span", "usa-step-indicator__total-steps", " " + words["component.of-steps", Steps.Count] + " ")),
            Markup.Element("span", "usa-step-indicator__heading-text", Steps[Current - 1]));
        output.Content.Clear();
        output.Content.AppendHtml(segments);
        output.Content.AppendHtml(Markup.Element("div", "usa-step-indicator__header").With(heading));
    }
}
