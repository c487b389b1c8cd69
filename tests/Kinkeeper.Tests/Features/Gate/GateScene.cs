using System.Text;

namespace Kinkeeper.Tests.Features.Gate;

/// <summary>
/// Writes one case of the gate as exchange rows. People have short names within their case. The flight leaves at 14:00 in Texas on 20
/// June 2024, and the gate is asked at 10:00 on that day, unless a case says otherwise.
/// </summary>
public sealed class GateScene(int number)
{
    public const string At = "2024-06-20T10:00:00-05:00";
    public const string Departure = "2024-06-20T14:00:00-05:00";

    private static readonly string[] DecisionColumns =
        "decision_id,parent_record_id,child_record_id,choice,taken_at,recorded_at,form,form_version,form_language,spoken_language,parent_language,interpreter,interpreter_mode,information_given,options_offered,child_contact_offered,counsel_offered,minutes_allowed,private,parent_words,signature,officer,supervisor,acknowledged_at,child_view,revoked_at".Split(',');

    private readonly Dictionary<string, List<string>> _rows = [];

    public IReadOnlyDictionary<string, List<string>> Rows => _rows;

    public string Manifest => $"flight-{number:D3}";

    public string Id(string name) => $"case:{number:D3}-{name}";

    public GateScene Adult(string name, string born = "1985-05-05", string number = "", string stated = "", string seen = "2024-05-01T09:00:00-05:00", string full = ",") =>
        Row("encounters", $"case,{Id(name)},{number},{full},{born},,,,adult,{seen},,,,{stated},,");

    public GateScene Child(string name, string born = "2015-03-03", string number = "", string seen = "2024-05-01T09:00:00-05:00") =>
        Row("encounters", $"case,{Id(name)},{number},,,{born},,,,minor,{seen},,,,,,");

    /// <summary>Adds a recorded parent and child.</summary>
    public GateScene Family(string parent = "mother", string child = "child", string born = "2015-03-03") =>
        Adult(parent).Child(child, born).Link(parent, child);

    public GateScene Link(string parent, string child, string status = "confirmed", string asOf = "2024-05-02T09:00:00-05:00") =>
        Row("relationships", $"case,{Id(parent)},{Id(child)},parent,stated,{asOf},{status}");

    /// <summary>Adds a decision without defects, except for the cells given as <c>column=value</c>.</summary>
    public GateScene Decides(string parent, string child, string choice, params string[] cells)
    {
        Dictionary<string, string> row = new()
        {
            ["decision_id"] = $"{Id(parent)}-{child}-1",
            ["parent_record_id"] = Id(parent),
            ["child_record_id"] = Id(child),
            ["choice"] = choice,
            ["taken_at"] = "2024-06-10T09:00:00-05:00",
            ["recorded_at"] = "2024-06-10T10:00:00-05:00",
            ["form"] = "interview",
            ["form_language"] = "es",
            ["spoken_language"] = "es",
            ["parent_language"] = "es",
            ["information_given"] = "yes",
            ["options_offered"] = "accompany;remain;reunify_here;counsel_first;undecided",
            ["child_contact_offered"] = "yes",
            ["counsel_offered"] = "yes",
            ["minutes_allowed"] = "60",
            ["private"] = "yes",
            ["parent_words"] = "words",
            ["signature"] = "signed",
            ["officer"] = "o-1",
            ["supervisor"] = "s-1",
            ["acknowledged_at"] = "2024-06-10T12:00:00-05:00",
        };
        foreach (string cell in cells)
        {
            string[] pair = cell.Split('=', 2);
            row[pair[0]] = pair[0] == "decision_id" ? DecisionId(parent, child, pair[1]) : pair[1];
        }

        return Row("decisions", string.Join(',', DecisionColumns.Select(column => row.GetValueOrDefault(column, string.Empty))));
    }

    /// <summary>Adds confirmed steps of the plan that carries out a decision.</summary>
    public GateScene Confirms(string parent, string child, string steps, string when = "2024-06-15T09:00:00-05:00", string decision = "1")
    {
        foreach (string step in steps.Split(' '))
        {
            Row("plans", $"{DecisionId(parent, child, decision)},{step},coordinator,,{when},c-1,paper");
        }

        return this;
    }

    /// <summary>Adds the family, a valid decision to leave together, and all required steps.</summary>
    public GateScene ReadyTogether(string parent = "mother", string child = "child") =>
        Decides(parent, child, "accompany").Confirms(parent, child, "child_release travel_document seats");

    /// <summary>Adds a valid decision that the child remains, with a known carer.</summary>
    public GateScene RemainsInCare(string parent = "mother", string child = "child") => Decides(parent, child, "remain").Confirms(parent, child, "carer_known");

    public GateScene Says(string parent, string wish, string made = "2024-06-05T09:00:00-05:00", string? recorded = null) =>
        Row("statements", $"{Id(parent)},{made},{recorded ?? made},letter,,text,{wish}");

    public GateScene Asked(string person, string answer, string stated = "", string when = "2024-06-01T09:00:00-05:00") =>
        Row("screenings", $"{Id(person)},{when},es,,o-1,{answer},{stated}");

    public GateScene Custody(string child, string from, string to = "") => Row("custody", $"case,{Id(child)},ORR,shelter,{from},{to},");

    public GateScene Removed(string person, string when, string status = "executed") =>
        Row("removals", $"{Id(person)}-removal,{Id(person)},{status},{when},,GT,earlier-{number}");

    /// <summary>Adds a manifest line for each of these people.</summary>
    public GateScene Flies(params string[] people)
    {
        foreach (string person in people)
        {
            Line(Id(person));
        }

        return this;
    }

    public GateScene FliesAt(string departure, params string[] people)
    {
        foreach (string person in people)
        {
            Line(Id(person), departure: departure);
        }

        return this;
    }

    public GateScene Line(string record = "", string number = "", string full = ",", string born = "", string departure = Departure, string? manifest = null) =>
        Row("manifest", $"{manifest ?? Manifest},{record},{number},{full},{born},{departure},Laredo,GT");

    /// <summary>Returns the same scene with other rows of one format.</summary>
    public GateScene With(string format, IEnumerable<string> rows)
    {
        GateScene other = new(number);
        foreach ((string name, List<string> existing) in _rows)
        {
            other._rows.Add(name, [.. existing]);
        }

        other._rows[format] = [.. rows];
        return other;
    }

    private string DecisionId(string parent, string child, string which) => $"{Id(parent)}-{child}-{which}";

    public GateScene Row(string format, string row)
    {
        if (!_rows.TryGetValue(format, out List<string>? rows))
        {
            _rows.Add(format, rows = []);
        }

        rows.Add(row);
        return this;
    }

    /// <summary>Returns all scenes' rows of one format as the exchange file, in the order of <paramref name="arrange"/> if given.</summary>
    public static string File(string format, IEnumerable<GateScene> scenes, Func<IEnumerable<string>, IEnumerable<string>>? arrange = null)
    {
        StringBuilder text = new(Headers[format] + "\n");
        IEnumerable<string> rows = scenes.SelectMany(scene => scene.Rows.GetValueOrDefault(format) ?? []);
        foreach (string row in arrange is null ? rows : arrange(rows))
        {
            text.Append(row).Append('\n');
        }

        return text.ToString();
    }

    public static readonly IReadOnlyDictionary<string, string> Headers = new Dictionary<string, string>
    {
        ["encounters"] = "source,record_id,a_number,given_names,surnames,date_of_birth,sex,citizenship,language,role,encountered_at,sector,event_number,family_unit_number,stated_children,parent_names_stated,child_names_stated",
        ["relationships"] = "source,parent_record_id,child_record_id,kind,basis,as_of,status",
        ["decisions"] = string.Join(',', DecisionColumns),
        ["plans"] = "decision_id,step,owner,due_at,confirmed_at,confirmed_by,evidence",
        ["statements"] = "record_id,made_at,recorded_at,kind,author,text,wish",
        ["screenings"] = "record_id,asked_at,language,interpreter,officer,answer,children_stated",
        ["custody"] = "source,record_id,agency,facility,from,to,release_reason",
        ["removals"] = "removal_id,record_id,status,departs_at,port,country,manifest",
        ["manifest"] = "manifest,record_id,a_number,given_names,surnames,date_of_birth,departs_at,port,country",
    };
}
