using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Kinkeeper.Platform.Web.Components;

/// <summary>The importance of an alert.</summary>
public enum AlertType
{
    Info,
    Success,
    Warning,
    Error,
}

/// <summary><c>kk-alert</c>: an event or a warning. A screen reader reads an error at once, a success at its next pause.</summary>
[HtmlTargetElement("kk-alert")]
public sealed class AlertTagHelper : TagHelper
{
    public AlertType Type { get; set; }

    public string? Heading { get; set; }

    /// <summary>2 to 6.</summary>
    public int HeadingLevel { get; set; } = 2;

    public bool Slim { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        TagHelperContent text = await output.GetChildContentAsync();
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"usa-alert usa-alert--{Type.ToString().ToLowerInvariant()}{(Slim ? " usa-alert--slim" : null)}");
        if (!output.Attributes.ContainsName("role") && Type is AlertType.Error or AlertType.Success)
        {
            output.Attributes.SetAttribute("role", Type == AlertType.Error ? "alert" : "status");
        }

        TagBuilder body = Markup.Element("div", "usa-alert__body");
        if (!string.IsNullOrEmpty(Heading))
        {
            body.With(Markup.Heading(HeadingLevel, "usa-alert__heading", Heading));
        }

        if (!text.IsEmptyOrWhiteSpace)
        {
            body.With(Markup.Element("div", "usa-alert__text").With(text));
        }

        output.Content.Clear();
        output.Content.AppendHtml(body);
    }
}
