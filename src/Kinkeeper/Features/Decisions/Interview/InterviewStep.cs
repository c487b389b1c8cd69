using Kinkeeper.Features.Decisions.Interview.Texts;
using Kinkeeper.Features.Evidence;

namespace Kinkeeper.Features.Decisions.Interview;

/// <summary>One question of the interview, on one page.</summary>
/// <param name="Name">The name in the page's address.</param>
/// <param name="Fields">The fields of the page. Any other value sent is ignored.</param>
/// <param name="Fixes">The defects that this page fixes.</param>
public sealed record InterviewStep(string Name, IReadOnlyList<InterviewField> Fields, Defects Fixes = Defects.None)
{
    private static readonly string[] YesNo = ["yes", "no"];

    /// <summary>The steps in the order they are asked. Steps required before the choice come before it.</summary>
    public static readonly IReadOnlyList<InterviewStep> All =
    [
        new(
            "language",
            [
                InterviewField.Line("parent_language"), InterviewField.Line("spoken_language"), InterviewField.Line("interpreter"),
                InterviewField.OneOf("interpreter_mode", InterviewForm.InterpreterModes),
            ],
            Defects.LanguageUnknown | Defects.NoInterpreter | Defects.FormLanguage),
        new("private", [InterviewField.OneOf("private", YesNo), InterviewField.Line("present")], Defects.NotPrivate),
        new("information", [InterviewField.AnyOf("told", ParentText.Told), InterviewField.OneOf("understood", YesNo)], Defects.NoInformation),
        new("contact", [InterviewField.OneOf("child_contact_offered", YesNo)], Defects.NoChildContact),
        new("counsel", [InterviewField.OneOf("counsel_offered", YesNo)], Defects.NoCounselOffer),
        new("choices", [InterviewField.AnyOf("options_offered", InterviewForm.Options), InterviewField.OneOf("repeated", YesNo)], Defects.OptionsMissing),
        new("time", [InterviewField.Minutes("minutes_stated"), InterviewField.Line("minutes_reason")], Defects.NoTime),
        new("answer", [InterviewField.OneOf("answer", [.. InterviewForm.Options, .. InterviewForm.NoAnswer]), InterviewField.Moment("taken_at")], Defects.RecordedLate),
        new(
            "words",
            [InterviewField.Text("parent_words"), InterviewField.Line("words_language"), InterviewField.Text("words_translation"), InterviewField.Line("words_translator")],
            Defects.NoParentWords),
        new("child", [InterviewField.Text("child_view")]),
        new(
            "signature",
            [InterviewField.OneOf("signed_how", InterviewForm.SigningWays), InterviewField.Line("signed_name"), InterviewField.Pen("strokes")],
            Defects.NoSignature),
        new("check", []),
    ];

    /// <summary>The step's position, counted from 1.</summary>
    public int Place => All.TakeWhile(step => step != this).Count() + 1;

    public InterviewStep? Next => Place < All.Count ? All[Place] : null;

    public InterviewStep? Before => Place > 1 ? All[Place - 2] : null;

    public static InterviewStep? Find(string? name) => All.FirstOrDefault(step => step.Name == name);
}
