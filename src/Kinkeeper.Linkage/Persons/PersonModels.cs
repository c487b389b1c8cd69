using Kinkeeper.Linkage.Model;

namespace Kinkeeper.Linkage.Persons;

/// <summary>
/// Models for records of persons in custody or at a border: which records are of one person, and which child belongs to which
/// adult. The probabilities are judged from what such records look like; train them on your own records (<c>Trainer</c> keeps
/// what it cannot estimate).
/// </summary>
/// <remarks>
/// Columns: <c>record_id, given_names, surnames, date_of_birth, sex, citizenship, a_number, language, event_number,
/// family_unit_number, encountered_at</c>, and for kinship <c>role, parent_names_stated, child_names_stated</c>. A table needs
/// all of them, but any may be empty. Dates are <c>YYYY-MM-DD</c>, <c>YYYY-MM</c> or <c>YYYY</c>. Semicolons separate the
/// names of a list.
/// </remarks>
public static class PersonModels
{
    /// <summary>The columns that <see cref="Identity"/> uses.</summary>
    public static IReadOnlyList<string> IdentityColumns { get; } =
        ["record_id", "given_names", "surnames", "date_of_birth", "sex", "citizenship", "a_number", "language", "event_number",
            "family_unit_number", "encountered_at"];

    /// <summary>The columns that <see cref="Kinship"/> uses.</summary>
    public static IReadOnlyList<string> KinshipColumns { get; } =
        [.. IdentityColumns, "parent_names_stated", "child_names_stated", "role"];

    /// <summary>Returns the model for two records of one person.</summary>
    /// <param name="records">
    /// Number of records. The prior is half a match per record among all others, so that a probability means the same in small
    /// and large stores.
    /// </param>
    /// <param name="link">The pairs that may match.</param>
    public static LinkageModel Identity(int records, LinkType link = LinkType.DedupeOnly) => new()
    {
        LinkType = link,
        UniqueIdColumnName = "record_id",
        ProbabilityTwoRandomRecordsMatch = Prior(0.5, records),
        BlockingRules = [.. IdentityRules.Select(Rule)],
        Comparisons =
        [
            Own("given_names", "given_names",
                ("given_name_agreement({l}, {r}) >= 4", "same given names", 0.60, 0.004),
                ("given_name_agreement({l}, {r}) >= 3", "same given names by sound", 0.08, 0.001),
                ("given_name_agreement({l}, {r}) >= 2", "one record has fewer of the given names", 0.20, 0.02),
                ("given_name_agreement({l}, {r}) >= 1", "a given name in common or close", 0.07, 0.05),
                ("ELSE", "different given names", 0.05, 0.925)),
            Own("surnames", "surnames",
                ("surname_agreement({l}, {r}) >= 5", "same surnames", 0.55, 0.0004),
                ("surname_agreement({l}, {r}) >= 4", "same surnames by sound or exchanged", 0.10, 0.0004),
                ("surname_agreement({l}, {r}) >= 3", "one record lacks a surname, the rest agrees", 0.22, 0.012),
                ("surname_agreement({l}, {r}) >= 2", "one surname in common", 0.06, 0.05),
                ("surname_agreement({l}, {r}) >= 1", "a surname spelt closely", 0.04, 0.06),
                ("ELSE", "different surnames", 0.03, 0.8772)),
            Own("date_of_birth", "date_of_birth",
                ("date_agreement({l}, {r}) >= 5", "same date of birth", 0.80, 0.00012),
                ("date_agreement({l}, {r}) >= 4", "day and month exchanged or one digit off", 0.08, 0.001),
                ("date_agreement({l}, {r}) >= 3", "same year, one date is only a year", 0.05, 0.004),
                ("date_agreement({l}, {r}) >= 2", "at most a month apart", 0.02, 0.006),
                ("date_agreement({l}, {r}) >= 1", "at most a year apart", 0.03, 0.06),
                ("ELSE", "more than a year apart", 0.02, 0.92888)),
            Own("a_number", "a_number",
                ("number_agreement({l}, {r}) >= 3", "same A-number", 0.95, 0.0000002),
                ("number_agreement({l}, {r}) >= 2", "A-number with two digits exchanged", 0.02, 0.0000005),
                ("number_agreement({l}, {r}) >= 1", "A-number with one digit off", 0.02, 0.000002),
                ("ELSE", "different A-numbers", 0.01, 0.9999973)),
            Same("sex", 0.98, 0.5),
            Same("citizenship", 0.97, 0.3),
            Same("language", 0.9, 0.6),
            Same("event_number", 0.3, 0.0005),
            Same("family_unit_number", 0.3, 0.0003),
        ],
    };

    /// <summary>Returns the model for parent and child: an adult on the left, a minor on the right.</summary>
    /// <param name="records">Number of records; see <see cref="Identity"/>.</param>
    /// <param name="link">
    /// <see cref="LinkType.LinkOnly"/> for a table of adults and one of minors, in that order; <see cref="LinkType.DedupeOnly"/>
    /// for an index over one table.
    /// </param>
    public static LinkageModel Kinship(int records, LinkType link = LinkType.LinkOnly) => new()
    {
        LinkType = link,
        UniqueIdColumnName = "record_id",
        ProbabilityTwoRandomRecordsMatch = Prior(0.3, records),
        BlockingRules = [.. KinshipRules.Select(rule => Rule($"{rule} AND l.\"role\" = 'adult' AND r.\"role\" = 'minor'"))],
        Comparisons =
        [
            Levels("stated_parent",
                ("\"parent_names_stated_r\" IS NULL", "the child's record names no parent", null, null),
                ("stated_name_agreement({name_l}, \"parent_names_stated_r\") >= 3",
                    "the adult is the parent whom the child's record names", 0.55, 0.00005),
                ("stated_name_agreement({name_l}, \"parent_names_stated_r\") >= 2",
                    "the adult's name and a named parent's agree as far as both go", 0.25, 0.0005),
                ("stated_name_agreement({name_l}, \"parent_names_stated_r\") >= 1",
                    "two parts of a named parent's name in common", 0.08, 0.003),
                ("ELSE", "the child's record names others", 0.12, 0.99645)),
            Levels("stated_child",
                ("\"child_names_stated_l\" IS NULL", "the adult's record names no child", null, null),
                ("stated_name_agreement(\"child_names_stated_l\", {name_r}) >= 3",
                    "the child is one whom the adult's record names", 0.5, 0.00005),
                ("stated_name_agreement(\"child_names_stated_l\", {name_r}) >= 2",
                    "the child's name and a named child's agree as far as both go", 0.3, 0.0005),
                ("stated_name_agreement(\"child_names_stated_l\", {name_r}) >= 1",
                    "two parts of a named child's name in common", 0.08, 0.003),
                ("ELSE", "the adult's record names others", 0.12, 0.99645)),
            Own("surnames", "surnames",
                ("surname_inheritance({l}, {r}) >= 3", "the child's first surname is the adult's", 0.55, 0.01),
                ("surname_inheritance({l}, {r}) >= 2", "the child's second surname is the adult's first", 0.30, 0.008),
                ("surname_inheritance({l}, {r}) >= 1", "another surname in common", 0.07, 0.03),
                ("ELSE", "no surname in common", 0.08, 0.952)),
            Age(),
            Same("family_unit_number", 0.75, 0.0001),
            Same("event_number", 0.6, 0.0005),
            Levels("encounter_day",
                ("\"encountered_at_l\" IS NULL OR \"encountered_at_r\" IS NULL", "no day of encounter", null, null),
                ("substr(\"encountered_at_l\", 1, 10) = substr(\"encountered_at_r\", 1, 10)", "same day of encounter", 0.7, 0.004),
                ("ELSE", "different days of encounter", 0.3, 0.996)),
            Same("citizenship", 0.95, 0.3),
            Same("language", 0.85, 0.6),
        ],
    };

    private static readonly string[] IdentityRules =
    [
        "digits(l.\"a_number\") = digits(r.\"a_number\")",
        "l.\"date_of_birth\" = r.\"date_of_birth\" AND name_sound(l.\"surnames\") = name_sound(r.\"surnames\")",
        "l.\"date_of_birth\" = r.\"date_of_birth\" AND name_sound(l.\"given_names\") = name_sound(r.\"given_names\")",
        "name_sound(l.\"given_names\") = name_sound(r.\"given_names\") AND surname_set(l.\"surnames\") = surname_set(r.\"surnames\")",
        "name_sound(l.\"given_names\") = name_sound(r.\"given_names\") AND name_sound(l.\"surnames\") = name_sound(r.\"surnames\") AND "
            + "substr(l.\"date_of_birth\", 1, 4) = substr(r.\"date_of_birth\", 1, 4)",
        "l.\"event_number\" = r.\"event_number\" AND name_sound(l.\"given_names\") = name_sound(r.\"given_names\")",
    ];

    private static readonly string[] KinshipRules =
    [
        "l.\"family_unit_number\" = r.\"family_unit_number\"",
        "l.\"event_number\" = r.\"event_number\"",
        "list_has_any(name_keys(concat(l.\"given_names\", ' ', l.\"surnames\")), name_keys(r.\"parent_names_stated\"))",
        "list_has_any(name_keys(l.\"child_names_stated\"), name_keys(concat(r.\"given_names\", ' ', r.\"surnames\")))",
        "substr(l.\"encountered_at\", 1, 10) = substr(r.\"encountered_at\", 1, 10) AND name_sound(l.\"surnames\") = "
            + "name_sound(r.\"surnames\")",
        "substr(l.\"encountered_at\", 1, 10) = substr(r.\"encountered_at\", 1, 10) AND name_sound(l.\"surnames\") = "
            + "name_sound(r.\"surnames\", 2)",
    ];

    private static double Prior(double expected, int records) => Math.Min(0.1, expected / Math.Max(1, records));

    private static BlockingRule Rule(string sql) => new(sql) { IsExtension = true };

    private static Comparison Age()
    {
        // Seconds between the births, adult minus child: negative if the adult is older.
        const string gap = "EPOCH(try_strptime(\"date_of_birth_l\", '%Y-%m-%d')) - EPOCH(try_strptime(\"date_of_birth_r\", '%Y-%m-%d'))";
        return Levels("age_gap",
            ("try_strptime(\"date_of_birth_l\", '%Y-%m-%d') IS NULL OR try_strptime(\"date_of_birth_r\", '%Y-%m-%d') IS NULL",
                "a date of birth is unknown", null, null),
            ($"{gap} <= {-45 * 31557600L}", "the adult is more than 45 years older", 0.02, 0.15),
            ($"{gap} <= {-16 * 31557600L}", "the adult is 16 to 45 years older", 0.95, 0.5),
            ($"{gap} <= {-13 * 31557600L}", "the adult is 13 to 16 years older", 0.025, 0.08),
            ("ELSE", "the adult is less than 13 years older", 0.005, 0.27));
    }

    private static Comparison Same(string column, double m, double u) => Own(column, column,
        ("{l} = {r}", $"same {column.Replace('_', ' ')}", m, u),
        ("ELSE", $"different {column.Replace('_', ' ')}", 1 - m, 1 - u));

    private static Comparison Own(string name, string column, params (string Sql, string Label, double M, double U)[] levels) =>
        Levels(name, [
            ("{l} IS NULL OR {r} IS NULL", $"{column.Replace('_', ' ')} unknown", null, null),
            .. levels.Select(level => (level.Sql, level.Label, (double?)level.M, (double?)level.U)),
        ], column);

    private static Comparison Levels(string name, params (string Sql, string Label, double? M, double? U)[] levels) =>
        Levels(name, levels, "");

    private static Comparison Levels(string name, (string Sql, string Label, double? M, double? U)[] levels, string column) => new()
    {
        OutputColumnName = name,
        IsExtension = true,
        Levels = [.. levels.Select(level => new ComparisonLevel
        {
            SqlCondition = level.Sql
                .Replace("{l}", $"\"{column}_l\"", StringComparison.Ordinal).Replace("{r}", $"\"{column}_r\"", StringComparison.Ordinal)
                .Replace("{name_l}", "concat(\"given_names_l\", ' ', \"surnames_l\")", StringComparison.Ordinal)
                .Replace("{name_r}", "concat(\"given_names_r\", ' ', \"surnames_r\")", StringComparison.Ordinal),
            LabelForCharts = level.Label,
            MProbability = level.M,
            UProbability = level.U,
            IsNullLevel = level.M is null,
        })],
    };
}
