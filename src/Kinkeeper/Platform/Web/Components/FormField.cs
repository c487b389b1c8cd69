using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Kinkeeper.Platform.Web.Components;

/// <summary>The parts of every form field: a name, a hint and an error, tied to the field for a screen reader.</summary>
public abstract class FormField : TagHelper
{
    /// <summary>The name under which the form sends it; also its id, unless <see cref="Id"/> is given.</summary>
    public required string Name { get; set; }

    public string? Id { get; set; }

    /// <summary>A text that helps to answer; null for none.</summary>
    public string? Hint { get; set; }

    /// <summary>The error and what to do about it; null or empty if there is none.</summary>
    public string? Error { get; set; }

    internal string FieldId => Id ?? ComponentId.Of(Name);

    internal bool IsWrong => !string.IsNullOrEmpty(Error);

    /// <summary>The ids of hint and error; null if there is neither.</summary>
    internal string? DescribedBy => (string.IsNullOrEmpty(Hint), IsWrong) switch
    {
        (true, false) => null,
        (false, false) => ComponentId.Hint(FieldId),
        (true, true) => ComponentId.Error(FieldId),
        (false, true) => $"{ComponentId.Hint(FieldId)} {ComponentId.Error(FieldId)}",
    };

    /// <summary>Writes hint and error between label and field.</summary>
    internal IHtmlContent Explanation()
    {
        HtmlContentBuilder explanation = new();
        if (!string.IsNullOrEmpty(Hint))
        {
            explanation.AppendHtml(Markup.Element("div", "usa-hint", Hint).With("id", ComponentId.Hint(FieldId)));
        }

        if (IsWrong)
        {
            explanation.AppendHtml(Markup.Element("div", "usa-error-message", Error).With("id", ComponentId.Error(FieldId)));
        }

        return explanation;
    }

    /// <summary>
    /// Makes the output a form group with label, hint and error around a field. Attributes unknown to the component go to the field.
    /// </summary>
    internal void WriteGroup(TagHelperOutput output, string label, TagBuilder field)
    {
        field.With("id", FieldId).With("name", Name).With("aria-describedby", DescribedBy);
        if (IsWrong)
        {
            field.AddCssClass("usa-input--error");
            field.With("aria-invalid", "true");
        }

        foreach (TagHelperAttribute attribute in output.Attributes)
        {
            field.Attributes[attribute.Name] = attribute.ValueStyle == HtmlAttributeValueStyle.Minimized ? string.Empty : Plain(attribute.Value);
        }

        output.Attributes.Clear();
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", IsWrong ? "usa-form-group usa-form-group--error" : "usa-form-group");
        output.Content.Clear();
        output.Content.AppendHtml(Markup.Element("label", IsWrong ? "usa-label usa-label--error" : "usa-label", label).With("for", FieldId));
        output.Content.AppendHtml(Explanation());
        output.Content.AppendHtml(field);
    }

    /// <summary>An attribute's value before it was encoded for the page. It is encoded again when it is written.</summary>
    private static string? Plain(object? value)
    {
        if (value is not IHtmlContent encoded)
        {
            return value?.ToString();
        }

        using StringWriter text = new();
        encoded.WriteTo(text, NullHtmlEncoder.Default);
        return System.Net.WebUtility.HtmlDecode(text.ToString());
    }
}
