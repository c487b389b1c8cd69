using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Kinkeeper.Platform.Web.Components;

/// <summary>Options under one legend. None is chosen unless the page chooses it.</summary>
public abstract class ChoiceGroup : FormField
{
    public required string Legend { get; set; }

    /// <summary>True for a legend in large type, as for a question.</summary>
    public bool Large { get; set; }

    /// <summary>True to give each option a box, which is easier to hit with a finger.</summary>
    public bool Tiles { get; set; } = true;

    internal abstract string Kind { get; }

    internal abstract bool IsChosen(string value);

    /// <summary>Tells the options inside which group they belong to.</summary>
    public override void Init(TagHelperContext context) => context.Items[typeof(ChoiceGroup)] = this;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        TagHelperContent options = await output.GetChildContentAsync();
        output.TagName = "fieldset";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", IsWrong ? "usa-fieldset usa-form-group usa-form-group--error" : "usa-fieldset usa-form-group");
        if (DescribedBy is { } described)
        {
            output.Attributes.SetAttribute("aria-describedby", described);
        }

        output.Content.Clear();
        output.Content.AppendHtml(Markup.Element("legend", $"usa-legend{(Large ? " usa-legend--large" : null)}{(IsWrong ? " usa-label--error" : null)}", Legend));
        output.Content.AppendHtml(Explanation());
        output.Content.AppendHtml(options);
    }
}

/// <summary>One option of a group.</summary>
public abstract class ChoiceOption : TagHelper
{
    /// <summary>The value that the form sends if the option is chosen.</summary>
    public required string Value { get; set; }

    /// <summary>The label; null if it is the element's content.</summary>
    public string? Label { get; set; }

    /// <summary>An explanation within the label.</summary>
    public string? Description { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ChoiceGroup group = context.Items.TryGetValue(typeof(ChoiceGroup), out object? found) && found is ChoiceGroup around
            ? around
            : throw new InvalidOperationException($"<{context.TagName}> must be inside a group.");
        string css = $"usa-{group.Kind}";
        string id = ComponentId.Of(group.FieldId, Value);
        TagBuilder input = Markup.Element("input", group.Tiles ? $"{css}__input {css}__input--tile" : $"{css}__input").Empty()
            .With("id", id).With("type", group.Kind).With("name", group.Name).With("value", Value).With("checked", group.IsChosen(Value) ? "checked" : null);
        TagBuilder label = Markup.Element("label", $"{css}__label", Label).With("for", id);
        if (Label is null)
        {
            label.With(await output.GetChildContentAsync());
        }

        if (!string.IsNullOrEmpty(Description))
        {
            label.With(Markup.Element("span", $"{css}__label-description", Description));
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", css);
        output.Content.Clear();
        output.Content.AppendHtml(input).AppendHtml(label);
    }
}
