using System.Globalization;
using Kinkeeper.Features.Records.Values;

namespace Kinkeeper.Tests.Features.Population;

/// <summary>
/// Computes the classes of the contract's <em>Finding</em> in the simplest way: everything in memory, one loop per sentence. It checks
/// the population's truth and shares no code with the review.
/// </summary>
internal static class PlainReview
{
    private static readonly string[] WorstFirst = ["contradicted", "undocumented", "flawed", "unknown", "documented", "together"];

    public static Dictionary<string, string> Classes(string folder)
    {
        List<Dictionary<string, string>> encounters = MakePopulationTests.Table(folder, "encounters");
        Dictionary<string, string> person = encounters.ToDictionary(
            row => row["record_id"],
            row => ANumber.TryParse(row["a_number"], out ANumber number) ? number.ToString() : row["record_id"]);
        ILookup<string, Dictionary<string, string>> records = encounters.ToLookup(row => person[row["record_id"]]);
        List<Dictionary<string, string>> executed = [.. MakePopulationTests.Table(folder, "removals").Where(row => row["status"] == "executed")];
        ILookup<string, Dictionary<string, string>> removalsOf = executed.ToLookup(row => person[row["record_id"]]);
        List<Dictionary<string, string>> decisionRows = MakePopulationTests.Table(folder, "decisions");
        ILookup<(string, string), Dictionary<string, string>> decisions = decisionRows.ToLookup(row => (person[row["parent_record_id"]], person[row["child_record_id"]]));
        ILookup<string, Dictionary<string, string>> statements = MakePopulationTests.Table(folder, "statements").ToLookup(row => person[row["record_id"]]);
        Dictionary<(string Parent, string Child), string> links = MakePopulationTests.Table(folder, "relationships")
            .GroupBy(row => (person[row["parent_record_id"]], person[row["child_record_id"]]))
            .ToDictionary(
                rows => rows.Key,
                rows => rows.OrderByDescending(row => row["as_of"], StringComparer.Ordinal).ThenBy(row => Array.IndexOf(["rejected", "disputed", "confirmed", "claimed"], row["status"])).First()["status"]);
        foreach ((string, string) pair in decisions.Select(group => group.Key))
        {
            links.TryAdd(pair, "claimed");
        }

        ILookup<string, (string Child, string Status)> children = links.Where(link => link.Value != "rejected").ToLookup(link => link.Key.Parent, link => (link.Key.Child, link.Value));
        Dictionary<string, string> classes = [];
        foreach (Dictionary<string, string> removal in executed)
        {
            string parent = person[removal["record_id"]];
            DateTimeOffset departs = At(removal["departs_at"]);
            List<string> found = [];
            foreach ((string child, string status) in children[parent])
            {
                bool together = removalsOf[child].Any(own => IsTogether(own, removal));
                bool gone = removalsOf[child].Any(own => At(own["departs_at"]) < departs && !IsTogether(own, removal));
                if (IsUnder18(records[child], departs) && !gone)
                {
                    found.Add(status == "disputed" ? "unknown" : together ? "together" : Alone([.. decisions[(parent, child)]], [.. statements[parent]], departs));
                }
            }

            if (found.Count > 0)
            {
                classes[removal["removal_id"]] = Array.Find(WorstFirst, found.Contains)!;
            }
        }

        return classes;
    }

    private static string Alone(List<Dictionary<string, string>> decisions, List<Dictionary<string, string>> statements, DateTimeOffset departs)
    {
        List<Dictionary<string, string>> before = [.. decisions.Where(row => At(row["recorded_at"]) < departs).OrderBy(row => At(row["taken_at"])).ThenBy(row => At(row["recorded_at"]))];
        List<DateTimeOffset> wishes =
        [
            .. before.Where(row => row["choice"] == "accompany" && !IsRevoked(row, departs)).Select(row => At(row["taken_at"])),
            .. statements.Where(row => row["wish"] == "accompany" && At(row["made_at"]) < departs).Select(row => At(row["made_at"])),
        ];
        bool Resolves(DateTimeOffset wish) => before.Exists(row => row["choice"] == "remain" && !HasDefect(row, departs) && At(row["taken_at"]) > wish);
        return wishes.Exists(wish => !Resolves(wish)) ? "contradicted"
            : before.Count == 0 ? "undocumented"
            : before[^1]["choice"] == "remain" && !HasDefect(before[^1], departs) ? "documented"
            : "flawed";
    }

    private static bool HasDefect(Dictionary<string, string> row, DateTimeOffset departs)
    {
        bool interpreted = row["interpreter"].Length > 0;
        bool Differ(string one, string other) => row[one].Length > 0 && row[other].Length > 0 && row[one] != row[other];
        return row["form"].Length == 0
            || row["options_offered"].Split(';').Distinct().Count(option => option is "accompany" or "remain" or "reunify_here" or "counsel_first" or "undecided") < 5
            || row["spoken_language"].Length == 0 || row["parent_language"].Length == 0
            || (Differ("spoken_language", "parent_language") && !interpreted)
            || (Differ("form_language", "parent_language") && !interpreted)
            || row["information_given"] != "yes" || row["child_contact_offered"] != "yes" || row["counsel_offered"] != "yes" || row["private"] != "yes"
            || !int.TryParse(row["minutes_allowed"], out int minutes) || minutes < 60
            || row["parent_words"].Length == 0 || row["signature"] is "" or "none"
            || row["supervisor"].Length == 0 || row["acknowledged_at"].Length == 0 || row["supervisor"] == row["officer"] || At(row["acknowledged_at"]) >= departs
            || At(row["recorded_at"]) - At(row["taken_at"]) > TimeSpan.FromHours(24)
            || At(row["taken_at"]) > At(row["recorded_at"])
            || IsRevoked(row, departs);
    }

    private static bool IsRevoked(Dictionary<string, string> row, DateTimeOffset departs) => row["revoked_at"].Length > 0 && At(row["revoked_at"]) < departs;

    private static bool IsTogether(Dictionary<string, string> child, Dictionary<string, string> parent) =>
        (child["manifest"].Length > 0 && child["manifest"] == parent["manifest"])
        || (child["country"] == parent["country"] && (At(child["departs_at"]) - At(parent["departs_at"])).Duration() <= TimeSpan.FromHours(72));

    private static bool IsUnder18(IEnumerable<Dictionary<string, string>> records, DateTimeOffset departs)
    {
        DateOnly[] births = [.. records.Where(row => row["date_of_birth"].Length > 0).Select(row => DateOnly.ParseExact(row["date_of_birth"], "yyyy-MM-dd", CultureInfo.InvariantCulture))];
        return births.Length == 0 ? records.Any(row => row["role"] == "minor") : DateOnly.FromDateTime(departs.DateTime) < births.Max().AddYears(18);
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
