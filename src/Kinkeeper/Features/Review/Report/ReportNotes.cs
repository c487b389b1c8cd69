using System.Globalization;
using Kinkeeper.Features.Policies;
using Kinkeeper.Features.Review.Findings;

namespace Kinkeeper.Features.Review.Report;

/// <summary>Writes the method and limits in plain words, the same in every kind of report.</summary>
public static class ReportNotes
{
    public static IReadOnlyList<string> Of(ReviewResult result, bool published)
    {
        Policy? policy = result.Policies.FirstOrDefault(known => known.Id == result.Request.Policy);
        List<string> notes = [];
        if (result.Inputs.Synthetic)
        {
            notes.Add("SYNTHETIC DATA: nobody in it exists. No figure here says anything about real removals.");
        }

        notes.Add($"Departures {Period(result.Request)}, both days included, UTC. Executed removals in the period: {Number(result.Removals, published)}.");
        notes.Add(policy is null
            ? "Each removal is judged by the policy that was in force on the day of departure."
            : $"Judged by the policy {policy.Id}: {policy.Title}. {policy.Summary}");
        if (policy is not null)
        {
            notes.Add($"Sources of the standard: {string.Join("; ", policy.Citations)}. Minimum time to decide: {policy.Parameters.MinimumMinutes} minutes.");
        }

        notes.Add("A child is counted if the records name the child as the removed parent's, the child was under 18 on the day of departure or of unknown age, and was not removed earlier.");
        notes.Add("A missing record is counted as missing. It is never read as a choice to leave the child.");
        notes.Add("If the link between parent and child is disputed, or only proposed by statistics, both are counted separately as not known.");
        notes.Add($"\"At least\": parents whose children are on no list cannot be counted here. At least {Number(result.ParentsBy.Undocumented, published)} parents have no record.");
        notes.Add(published
            ? "For publication: counts of 1 to 10 are withheld, and so are counts that would reveal them."
            : "Working report for an auditor: small counts are shown. Do not publish it. To withhold them for publication, use --publish.");
        if (result.Inputs.Unfinished > 0)
        {
            notes.Add($"{result.Inputs.Unfinished} imports had not finished when this was computed: the figures are lower bounds.");
        }

        notes.Add($"Reproducible: the same inputs give the same report. Inputs sha256:{result.Inputs.Sha256}, rules version {ReviewResult.RulesVersion}.");
        return notes;
    }

    /// <summary>Writes a count in running text. A published report withholds small counts there too.</summary>
    public static string Number(long number, bool published) =>
        published && number is > 0 and < Suppression.Least ? "a few" : number.ToString("N0", CultureInfo.InvariantCulture);

    public static string Period(ReviewRequest request) => (request.From, request.To) switch
    {
        ({ } from, { } to) => $"from {Day(from)} to {Day(to)}",
        ({ } from, null) => $"from {Day(from)} on",
        (null, { } to) => $"up to {Day(to)}",
        _ => "of any date",
    };

    private static string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
}
