using System.Globalization;
using Kinkeeper.Features.Intake.Formats;
using Kinkeeper.Features.Intake.Parsing;
using Kinkeeper.Features.Records;
using Kinkeeper.Features.Records.Rows;
using Kinkeeper.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Kinkeeper.Features.Intake;

/// <summary>A report of what each imported source can and cannot prove.</summary>
public sealed record CompletenessReport(IReadOnlyList<SourceCompleteness> Sources)
{
    public async Task PrintAsync(TextWriter output)
    {
        if (Sources.Count == 0)
        {
            await output.WriteLineAsync("Nothing has been imported yet: kinkeeper import FILE --as FORMAT");
        }

        foreach (SourceCompleteness source in Sources)
        {
            string period = source.Period is { From: { } from, To: { } to } ? $", {from} to {to}" : string.Empty;
            await output.WriteLineAsync($"{source.Source} ({source.Format}): {source.Rows:N0} rows{period}");
            foreach (FieldCompleteness field in source.Fields.Where(field => field.Present))
            {
                await output.WriteLineAsync($"    {field.Field,-20} filled in {field.Filled.ToString("P1", CultureInfo.InvariantCulture)} of rows");
            }

            foreach (string missing in source.CannotShow)
            {
                await output.WriteLineAsync($"    Cannot show {missing}.");
            }
        }
    }
}

/// <param name="Source">The sender.</param>
/// <param name="Format">The format.</param>
/// <param name="Rows">Rows that could be used.</param>
/// <param name="Period">First and last day named in its rows. Null if they name none.</param>
/// <param name="Fields">Each field that a safeguard needs.</param>
/// <param name="CannotShow">The facts that no row shows, in words.</param>
public sealed record SourceCompleteness(
    string Source, string Format, long Rows, Period? Period, IReadOnlyList<FieldCompleteness> Fields, IReadOnlyList<string> CannotShow);

/// <param name="From">First day, <c>yyyy-MM-dd</c>.</param>
/// <param name="To">Last day, <c>yyyy-MM-dd</c>.</param>
public sealed record Period(string From, string To);

/// <param name="Field">Name of the field.</param>
/// <param name="Present">True if the source has a column for it.</param>
/// <param name="Filled">Share of rows, 0 to 1, with a value that is not withheld in the fullest of those columns.</param>
public sealed record FieldCompleteness(string Field, bool Present, double Filled);

/// <summary>
/// Reports what each imported source can and cannot prove, counted from the data, for the fields that a safeguard needs
/// (DHS OIG-21-36; HHS OEI-BL-18-00511: no system tracked separated children across the departments).
/// </summary>
public sealed class ReportCompleteness(Store store)
{
    private static readonly (Safeguard Field, string Name, string Words)[] Fields =
    [
        (Safeguard.ParentIdentity, "parentIdentity", "who the parent is"),
        (Safeguard.ChildIdentity, "childIdentity", "who the child is"),
        (Safeguard.FamilyLink, "familyLink", "which child is whose"),
        (Safeguard.SeparationReason, "separationReason", "why they were separated"),
        (Safeguard.Screening, "screening", "whether anybody asked about children"),
        (Safeguard.Decision, "decision", "what the parent decided"),
        (Safeguard.WhatWasTold, "whatWasTold", "what the parent was told before deciding"),
        (Safeguard.Reunification, "reunification", "whether they were brought together again"),
        (Safeguard.Departure, "departure", "when the parent left the country"),
    ];

    public CompletenessReport Execute()
    {
        using KinkeeperDb db = store.Open();
        var imports = db.Set<Import>().AsNoTracking().OrderBy(import => import.Id).ToList();
        ILookup<ImportId, ImportColumn> columns = db.Set<ImportColumn>().AsNoTracking().ToList().ToLookup(column => column.ImportId);
        return new CompletenessReport(
        [
            .. imports
                .GroupBy(import => (import.Source, import.Format))
                .Select(group => Describe(group.Key.Source, group.Key.Format, [.. group], columns))
                .OrderBy(source => source.Source, StringComparer.Ordinal)
                .ThenBy(source => source.Format, StringComparer.Ordinal),
        ]);
    }

    private static SourceCompleteness Describe(string source, string format, List<Import> imports, ILookup<ImportId, ImportColumn> columns)
    {
        long rows = imports.Sum(import => import.Accepted + import.Unchanged);
        IReadOnlyDictionary<string, Safeguard> proves = RowFormat.Find(format).Proves;
        HashSet<string> inFile = imports.SelectMany(import => import.ColumnsPresent.Split(',')).ToHashSet(StringComparer.Ordinal);
        List<FieldCompleteness> fields = [];
        List<string> cannotShow = [];
        foreach ((Safeguard field, string name, string words) in Fields)
        {
            string[] showing = [.. proves.Where(column => (column.Value & field) != 0 && inFile.Contains(column.Key)).Select(column => column.Key)];
            long filled = showing.Select(column => imports.Sum(import => columns[import.Id].Where(count => count.Column == column).Sum(count => count.Filled)))
                .DefaultIfEmpty(0)
                .Max();
            fields.Add(new FieldCompleteness(name, showing.Length > 0, rows == 0 ? 0 : Math.Round((double)filled / rows, 4)));
            if (filled == 0)
            {
                cannotShow.Add(words);
            }
        }

        DateOnly? from = imports.Min(import => import.PeriodFrom);
        DateOnly? to = imports.Max(import => import.PeriodTo);
        Period? period = from is { } first && to is { } last
            ? new Period(first.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), last.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
            : null;
        return new SourceCompleteness(source, format, rows, period, fields, cannotShow);
    }
}
