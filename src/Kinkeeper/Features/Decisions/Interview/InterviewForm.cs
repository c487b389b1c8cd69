using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Kinkeeper.Features.Decisions.Interview.Texts;
using Kinkeeper.Features.Decisions.Recording;
using Kinkeeper.Features.Records.Fields;
using Kinkeeper.Features.Records.Rows;
using Kinkeeper.Features.Records.Values;
using Kinkeeper.Platform;

namespace Kinkeeper.Features.Decisions.Interview;

/// <summary>
/// The choices and codes of an interview, and the conversion of its answers into a record. Unanswered questions are left out:
/// nothing is filled in for anybody.
/// </summary>
public static partial class InterviewForm
{
    /// <summary>The form name on the record, which says how the parent was asked.</summary>
    public const string Name = "kinkeeper-interview";

    /// <summary>One question a page; version 1 was one long page.</summary>
    private const string Version = "2";

    /// <summary>The five options that every parent is shown (docs/handbook.md, "What makes a decision valid").</summary>
    public static readonly IReadOnlyList<string> Options = ["accompany", "remain", "reunify_here", "counsel_first", "undecided"];

    /// <summary>The answers the officer records if the parent chose no option.</summary>
    public static readonly IReadOnlyList<string> NoAnswer = ["declined", "not_ascertained"];

    /// <summary>The ways a parent may sign, or not sign.</summary>
    public static readonly IReadOnlyList<string> SigningWays = ["pen", "typed", "paper", "mark", "refused", "none"];

    public static readonly IReadOnlyList<string> InterpreterModes = ["in-person", "telephone", "video"];

    /// <summary>Returns the options in a random order, so that none always comes first.</summary>
    public static string NewOrder()
    {
        string[] order = [.. Options];
        RandomNumberGenerator.Shuffle<string>(order);
        return string.Join(',', order);
    }

    /// <summary>
    /// Returns a random number for one interview, so that a page sent twice makes one record. It says nothing about anyone.
    /// </summary>
    public static string NewNumber() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    public static bool IsNumber(string? interview) => interview is not null && InterviewNumber().IsMatch(interview);

    /// <summary>
    /// Returns the exchange file's word for an answer. A parent who wants to be reunited here, or to see a lawyer first, is undecided.
    /// </summary>
    public static string ChoiceOf(string answer) => answer is "reunify_here" or "counsel_first" ? "undecided" : answer;

    /// <summary>Returns the exchange file's word for the signature; null if nothing was recorded.</summary>
    public static string? SignatureOf(string? how) => how is "pen" or "typed" or "paper" ? "signed" : how;

    /// <summary>Builds the record of one interview in the exchange file's words.</summary>
    /// <param name="pair">Parent and child.</param>
    /// <param name="sheet">
    /// The answers. If none is marked, the draft says "not ascertained" and serves for grading only (<see cref="RecordInterview"/>).
    /// </param>
    /// <param name="now">The time of recording.</param>
    public static DecisionDraft Draft(InterviewPair pair, InterviewSheet sheet, DateTimeOffset now)
    {
        Dictionary<string, string?> computed = new(StringComparer.Ordinal)
        {
            ["decision_id"] = sheet.Row.DecisionId,
            ["parent_record_id"] = pair.ParentSource.RecordId,
            ["child_record_id"] = pair.ChildSource.RecordId,
            ["choice"] = ChoiceOf(sheet["answer"] ?? "not_ascertained"),
            ["taken_at"] = sheet["taken_at"] ?? JsonTime.Text(sheet.AnsweredAt ?? now),
            ["form"] = Name,
            ["form_version"] = Version,
            ["form_language"] = ParentText.For(sheet["parent_language"], sheet["spoken_language"]).Text.Language,
            ["officer"] = sheet.AnsweredBy ?? sheet.Row.Officer,
            ["options_offered"] = sheet["options_offered"]?.Replace(',', ';'),
            ["minutes_allowed"] = sheet.MinutesAllowed(now)?.ToString(CultureInfo.InvariantCulture),
            ["information_given"] = sheet.InformationGiven switch { true => "yes", false => "no", null => null },
            ["signature"] = SignatureOf(sheet["signed_how"]),
        };
        // Every other field has the same name on the sheet and on the record.
        return DecisionDraft.Of(DecisionFields.All
            .Where(field => field.GivenElsewhere is null)
            .Select(field => KeyValuePair.Create(field.Name, computed.TryGetValue(field.Name, out string? value) ? value : sheet[field.Name])));
    }

    /// <summary>Builds the facts that have no column in the exchange file.</summary>
    public static InterviewRecord Beside(InterviewSheet sheet, DateTimeOffset now) => new()
    {
        Answer = sheet["answer"]!,
        OptionOrder = sheet.Row.OptionOrder,
        MeasuredSeconds = sheet.MeasuredSeconds(now),
        MinutesReason = sheet["minutes_stated"] is null ? null : sheet["minutes_reason"],
        WordsLanguage = sheet["parent_words"] is null ? null : LanguageName.Code(sheet["words_language"] ?? sheet["parent_language"]),
        WordsTranslation = sheet["words_translation"],
        WordsTranslator = sheet["words_translation"] is null ? null : sheet["words_translator"],
        SignedHow = sheet["signed_how"],
        SignedName = sheet["signed_how"] == "typed" ? sheet["signed_name"] : null,
        Strokes = sheet["signed_how"] is "pen" or "mark" ? sheet["strokes"] : null,
    };

    [GeneratedRegex(@"\A[0-9a-f]{16}\z")]
    private static partial Regex InterviewNumber();
}
