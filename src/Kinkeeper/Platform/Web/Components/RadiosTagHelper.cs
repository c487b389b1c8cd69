using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Kinkeeper.Platform.Web.Components;

/// <summary><c>kk-radios</c>: one of several options, each a <c>kk-radio</c>.</summary>
[HtmlTargetElement("kk-radios")]
public sealed class RadiosTagHelper : ChoiceGroup
{
    /// <summary>The chosen value; null if none was chosen.</summary>
    public string? Value { get; set; }

    internal override string Kind => "radio";

    internal override bool IsChosen(string value) => value == Value;
}

/// <summary><c>kk-radio</c>: an option of <c>kk-radios</c>.</summary>
[HtmlTargetElement("kk-radio", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class RadioTagHelper : ChoiceOption
{
}
