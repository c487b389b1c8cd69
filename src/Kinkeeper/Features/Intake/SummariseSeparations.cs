using System.Globalization;
using System.Text.Json;
using Kinkeeper.Features.Intake.Formats.Agencies;
using Kinkeeper.Features.Records.Rows;
using Kinkeeper.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Kinkeeper.Features.Intake;

/// <summary>The recorded separations of children.</summary>
/// <param name="Children">Every child on the list, including repeated rows. No row is dropped.</param>
/// <param name="PossibleDuplicates">Rows identical to an earlier one. They are still counted as children.</param>
/// <param name="ByOutcome">The children by outcome.</param>
/// <param name="ByReason">The children by the reason named first, as canonical code.</param>
/// <param name="ByMonth">The children by month of separation.</param>
public sealed record SeparationSummary(
    long Children, long PossibleDuplicates, SeparationOutcomes ByOutcome, IReadOnlyDictionary<string, long> ByReason, IReadOnlyList<SeparationMonth> ByMonth)
{
    public async Task PrintAsync(TextWriter output)
    {
        await output.WriteLineAsync($"Children separated on record: at least {Children:N0} ({PossibleDuplicates:N0} rows are identical to an earlier one and are still counted)");
        await output.WriteLineAsync($"  reunited with the parent {ByOutcome.ReunitedWithParent,8:N0}");
        await output.WriteLineAsync($"  discharged otherwise     {ByOutcome.DischargedOtherwise,8:N0}");
        await output.WriteLineAsync($"  in care                  {ByOutcome.InCare,8:N0}");
        await output.WriteLineAsync($"  the list does not say    {ByOutcome.NotSaid,8:N0}");
        await output.WriteLineAsync("By reason");
        foreach ((string reason, long children) in ByReason)
        {
            await output.WriteLineAsync($"  {reason,-32}{children,8:N0}");
        }

        await output.WriteLineAsync("By month of separation");
        foreach (SeparationMonth month in ByMonth)
        {
            await output.WriteLineAsync($"  {month.Month,-32}{month.Children,8:N0}");
        }
    }
}

/// <param name="ReunitedWithParent">Reunited with the parent from whom they were separated.</param>
/// <param name="DischargedOtherwise">Discharged to somebody else.</param>
/// <param name="InCare">Still in care.</param>
/// <param name="NotSaid">The list does not say.</param>
public sealed record SeparationOutcomes(long ReunitedWithParent, long DischargedOtherwise, long InCare, long NotSaid);

/// <param name="Month"><c>yyyy-MM</c>; <c>unknown</c> if the list names no date.</param>
/// <param name="Children">Children separated in the month.</param>
public sealed record SeparationMonth(string Month, long Children);

/// <summary>Summarises ORR's list of separated children: outcomes, reasons, months.</summary>
public sealed class SummariseSeparations(Store store)
{
    private const string Unknown = "unknown";
    private const string ListFormat = "orr-separated-children";

    public SeparationSummary Execute(DateOnly? from, DateOnly? to)
    {
        using KinkeeperDb db = store.Open();
        long children = 0;
        long repeated = 0;
        Dictionary<string, long> outcomes = [];
        SortedDictionary<string, long> reasons = new(StringComparer.Ordinal);
        SortedDictionary<string, long> months = new(StringComparer.Ordinal);
        foreach (AgencyFileRow row in db.Set<AgencyFileRow>().AsNoTracking().Where(row => row.Format == ListFormat).OrderBy(row => row.Id))
        {
            using JsonDocument values = JsonDocument.Parse(row.Values);
            if (!IsWithin(Day(values), from, to))
            {
                continue;
            }

            children++;
            repeated += row.Repeats > 0 ? 1 : 0;
            Count(outcomes, Text(values, OrrSeparatedChildren.Outcome));
            Count(reasons, Text(values, OrrSeparatedChildren.ReasonCode));
            Count(months, Text(values, OrrSeparatedChildren.SeparatedMonth));
        }

        return new SeparationSummary(
            children,
            repeated,
            new SeparationOutcomes(
                outcomes.GetValueOrDefault(OrrSeparatedChildren.ReunitedWithParent),
                outcomes.GetValueOrDefault(OrrSeparatedChildren.DischargedOtherwise),
                outcomes.GetValueOrDefault(OrrSeparatedChildren.InCare),
                outcomes.GetValueOrDefault(Unknown)),
            reasons,
            [.. months.Select(month => new SeparationMonth(month.Key, month.Value))]);
    }

    /// <summary>Checks if a day is in the period. A child without a date is counted only if no period was given.</summary>
    private static bool IsWithin(DateOnly? day, DateOnly? from, DateOnly? to) =>
        (from is null && to is null) || (day is { } known && (from is not { } first || known >= first) && (to is not { } last || known <= last));

    private static DateOnly? Day(JsonDocument values)
    {
        foreach (string column in (ReadOnlySpan<string>)["date_apprehended", "referral_date"])
        {
            if (DateOnly.TryParseExact(Text(values, column), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day))
            {
                return day;
            }
        }

        return null;
    }

    private static string Text(JsonDocument values, string name) =>
        values.RootElement.TryGetProperty(name, out JsonElement value) ? value.GetString() ?? Unknown : Unknown;

    private static void Count(IDictionary<string, long> counts, string key) =>
        counts[key] = counts.TryGetValue(key, out long known) ? known + 1 : 1;
}
