using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Kinkeeper.Platform.Web.Components;

/// <summary><c>kk-checkboxes</c>: any of several options, each a <c>kk-checkbox</c>.</summary>
[HtmlTargetElement("kk-checkboxes")]
public sealed class CheckboxesTagHelper : ChoiceGroup
{
    /// <summary>The chosen value; null if none was chosen.</summary>
    public IEnumerable<string>? Values { get; set; }

    internal override string Kind => "checkbox";

    internal override bool IsChosen(string value) => Values?.Contains(value, StringComparer.Ordinal) == true;
}

/// <summary><c>kk-checkbox</c>: an option of <c>kk-checkboxes</c>.</summary>
[HtmlTargetElement("kk-checkbox", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class CheckboxTagHelper : ChoiceOption
{
}
