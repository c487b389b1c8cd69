using System.Collections.Frozen;
using System.Text;
using Kinkeeper.Linkage.Text;

namespace Kinkeeper.Linkage.Sql;

/// <summary>A function over values. Arguments are never NULL unless <paramref name="AcceptsNull"/>.</summary>
/// <param name="Name">The canonical name.</param>
/// <param name="MinArguments">The fewest arguments.</param>
/// <param name="MaxArguments">The most arguments.</param>
/// <param name="Run">The function.</param>
/// <param name="AcceptsNull">True if the function runs with NULL arguments; otherwise a NULL argument gives NULL.</param>
/// <param name="Symmetric">True if the order of the two arguments does not matter.</param>
internal sealed record SqlFunction(
    string Name, int MinArguments, int MaxArguments, Func<SqlValue[], SqlValue> Run, bool AcceptsNull = false, bool Symmetric = false);

/// <summary>The functions that conditions may call, by DuckDB's names.</summary>
internal static class SqlFunctions
{
    private static readonly FrozenDictionary<string, SqlFunction> Known =
        All().ToFrozenDictionary(function => function.Name, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Aliases = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["lcase"] = "lower",
        ["ucase"] = "upper",
        ["len"] = "length",
        ["char_length"] = "length",
        ["character_length"] = "length",
        ["substring"] = "substr",
        ["editdist3"] = "levenshtein",
        ["ceiling"] = "ceil",
        ["power"] = "pow",
        ["ifnull"] = "coalesce",
        ["array_length"] = "array_length",
        ["datediff"] = "date_diff",
        ["list_has_any"] = "list_has_any",
        ["list_intersection"] = "list_intersect",
        ["array_intersect"] = "list_intersect",
        ["list_apply"] = "list_transform",
        ["array_transform"] = "list_transform",
        ["array_apply"] = "list_transform",
        ["list_value"] = "list",
        ["string_split"] = "str_split",
        ["split"] = "str_split",
        ["string_to_array"] = "str_split",
        ["mismatches"] = "hamming",
        ["array_extract"] = "list_extract",
        ["list_element"] = "list_extract",
        ["levenshtein_distance"] = "levenshtein",
        ["list_cosine_similarity"] = "array_cosine_similarity",
        ["list_contains"] = "list_contains",
        ["list_has"] = "list_contains",
        ["array_contains"] = "list_contains",
        ["nvl"] = "coalesce",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static SqlFunction? Find(string name) => Known.GetValueOrDefault(name);

    /// <summary>Returns a call by the written name. Checks that the function exists and takes this many arguments.</summary>
    public static SqlNode Call(string name, List<SqlNode> arguments)
    {
        string canonical = name.ToLowerInvariant();
        canonical = Aliases.GetValueOrDefault(canonical, canonical);
        if (canonical is "list_transform" or "list_filter")
        {
            return arguments is [_, SqlLambda]
                ? new SqlCall(canonical, [.. arguments])
                : throw new SqlException($"{name} takes a list and a function written x -> …");
        }

        if (canonical == "nullif" && arguments.Count == 2)
        {
            return new SqlCall("case", new SqlCall("=", arguments[0], arguments[1]), new SqlLiteral(SqlValue.Null), arguments[0]);
        }

        SqlFunction function = Find(canonical) is { } found && char.IsLetter(found.Name[0])
            ? found
            : throw new SqlException($"the function {name} is not supported");
        if (arguments.Count < function.MinArguments || arguments.Count > function.MaxArguments)
        {
            throw new SqlException($"{name} does not take {arguments.Count} arguments");
        }

        return new SqlCall(canonical, [.. arguments]);
    }

    private static IEnumerable<SqlFunction> All() =>
        [.. Operators(), .. OnText(), .. OnNumbers(), .. OnDates(), .. SqlLists.Functions(), .. NameFunctions.All()];

    private static IEnumerable<SqlFunction> Operators()
    {
        yield return Compared("=", order => order == 0) with { Symmetric = true };
        yield return Compared("<>", order => order != 0) with { Symmetric = true };
        yield return Compared("<", order => order < 0);
        yield return Compared("<=", order => order <= 0);
        yield return Compared(">", order => order > 0);
        yield return Compared(">=", order => order >= 0);
        yield return new("distinct", 2, 2, a => SqlValue.Of(!a[0].Equals(a[1])), AcceptsNull: true, Symmetric: true);
        yield return new("isnull", 1, 1, a => SqlValue.Of(a[0].IsNull), AcceptsNull: true);
        yield return new("coalesce", 1, 99, a => Array.Find(a, value => !value.IsNull), AcceptsNull: true);
        yield return new("||", 2, 2, a => SqlValue.Of([.. Text(a[0]), .. Text(a[1])]));
        yield return new(
            "concat", 1, 99, a => SqlValue.Of(a.Where(v => !v.IsNull).SelectMany(v => (byte[])[.. Text(v)]).ToArray()), AcceptsNull: true);
        yield return new("+", 2, 2, a => Arithmetic(a, (x, y) => x + y));
        yield return new("-", 2, 2, Difference);
        yield return new("*", 2, 2, a => Arithmetic(a, (x, y) => x * y));
        yield return new("/", 2, 2, a => Arithmetic(a, (x, y) => y == 0 ? double.NaN : x / y));
        yield return new("%", 2, 2, a => Arithmetic(a, (x, y) => y == 0 ? double.NaN : x % y));
        yield return new("cast:varchar", 1, 1, a => SqlValue.Of([.. Text(a[0])]));
        yield return new("cast:double", 1, 1, a => a[0].AsNumber() is { } n ? SqlValue.Of(n) : SqlValue.Null);
        yield return new("cast:tinyint", 1, 1, a => Whole(a[0], sbyte.MinValue, sbyte.MaxValue));
        yield return new("cast:smallint", 1, 1, a => Whole(a[0], short.MinValue, short.MaxValue));
        yield return new("cast:integer", 1, 1, a => Whole(a[0], int.MinValue, int.MaxValue));
        yield return new("cast:bigint", 1, 1, a => Whole(a[0], long.MinValue, long.MaxValue));
        yield return new("cast:boolean", 1, 1, a => a[0].Kind == SqlKind.Text ? Boolean(a[0].Text) : SqlValue.Of(a[0].Number != 0));
        yield return new("cast:date", 1, 1, a => SqlDates.ToDate(a[0]));
        yield return new("cast:timestamp", 1, 1, a => SqlDates.ToTimestamp(a[0]));
    }

    private static IEnumerable<SqlFunction> OnText()
    {
        yield return new("lower", 1, 1, a => SqlValue.Of(Characters.Lower(Str(a[0]))));
        yield return new("upper", 1, 1, a => SqlValue.Of(Characters.Upper(Str(a[0]))));
        yield return new(
            "trim", 1, 2, a => SqlValue.Of(Characters.Trim(Str(a[0]), a.Length > 1 ? Str(a[1]) : null, start: true, end: true)));
        yield return new(
            "ltrim", 1, 2, a => SqlValue.Of(Characters.Trim(Str(a[0]), a.Length > 1 ? Str(a[1]) : null, start: true, end: false)));
        yield return new(
            "rtrim", 1, 2, a => SqlValue.Of(Characters.Trim(Str(a[0]), a.Length > 1 ? Str(a[1]) : null, start: false, end: true)));
        yield return new(
            "length", 1, 1, a => SqlValue.Of(a[0].Kind == SqlKind.List ? a[0].Items.Count : (double)Characters.Count(Text(a[0]))));
        yield return new("strlen", 1, 1, a => SqlValue.Of((double)Text(a[0]).Length));
        yield return new("substr", 2, 3, a => SqlValue.Of(Characters.Substring(Str(a[0]), Num(a[1]), a.Length > 2 ? Num(a[2]) : null)));
        yield return new("left", 2, 2, a => SqlValue.Of(Characters.Left(Str(a[0]), Num(a[1]))));
        yield return new("right", 2, 2, a => SqlValue.Of(Characters.Right(Str(a[0]), Num(a[1]))));
        yield return new("reverse", 1, 1, a => SqlValue.Of(Characters.Reverse(Str(a[0]))));
        yield return new("replace", 3, 3,
            a => SqlValue.Of(Str(a[1]).Length == 0 ? Str(a[0]) : Str(a[0]).Replace(Str(a[1]), Str(a[2]), StringComparison.Ordinal)));
        yield return new("strip_accents", 1, 1, a => SqlValue.Of(Characters.StripAccents(Str(a[0]))));
        yield return new("contains", 2, 2, a => SqlValue.Of(Text(a[0]).IndexOf(Text(a[1])) >= 0));
        yield return new("starts_with", 2, 2, a => SqlValue.Of(Text(a[0]).StartsWith(Text(a[1]))));
        yield return new(
            "regexp_extract", 2, 3, a => SqlValue.Of(SqlRegex.Extract(Str(a[0]), Str(a[1]), a.Length > 2 ? (int)Num(a[2]) : 0)));
        yield return new(
            "regexp_replace", 3, 4, a => SqlValue.Of(SqlRegex.Replace(Str(a[0]), Str(a[1]), Str(a[2]), a.Length > 3 ? Str(a[3]) : "")));
        yield return new("regexp_matches", 2, 2, a => SqlValue.Of(SqlRegex.Matches(Str(a[0]), Str(a[1]))));
        yield return new("levenshtein", 2, 2, a => SqlValue.Of((double)EditDistance.Levenshtein(Text(a[0]), Text(a[1]))), Symmetric: true);
        yield return new(
            "damerau_levenshtein", 2, 2, a => SqlValue.Of((double)EditDistance.Damerau(Text(a[0]), Text(a[1]))), Symmetric: true);
        yield return new("hamming", 2, 2, a => SqlValue.Of((double)EditDistance.Hamming(Text(a[0]), Text(a[1]))), Symmetric: true);
        yield return new("jaro_similarity", 2, 2, a => SqlValue.Of(Jaro.Similarity(Text(a[0]), Text(a[1]))), Symmetric: true);
        yield return new(
            "jaro_winkler_similarity", 2, 2, a => SqlValue.Of(Jaro.WinklerSimilarity(Text(a[0]), Text(a[1]))), Symmetric: true);
        yield return new("jaccard", 2, 2, a => SqlValue.Of(Jaccard.Similarity(Text(a[0]), Text(a[1]))), Symmetric: true);
    }

    private static IEnumerable<SqlFunction> OnNumbers()
    {
        yield return new(
            "abs", 1, 1, a => a[0].Kind is SqlKind.Interval ? SqlValue.Of(SqlKind.Interval, Math.Abs(a[0].Number)) : Of(a[0], Math.Abs));
        yield return new(
            "round", 1, 2, a => Of(a[0], n => Math.Round(n, a.Length > 1 ? (int)Num(a[1]) : 0, MidpointRounding.AwayFromZero)));
        yield return new("floor", 1, 1, a => Of(a[0], Math.Floor));
        yield return new("ceil", 1, 1, a => Of(a[0], Math.Ceiling));
        yield return new("sqrt", 1, 1, a => Of(a[0], Math.Sqrt));
        yield return new("ln", 1, 1, a => Of(a[0], Math.Log));
        yield return new("log", 1, 1, a => Of(a[0], Math.Log10));
        yield return new("log2", 1, 1, a => Of(a[0], Math.Log2));
        yield return new("exp", 1, 1, a => Of(a[0], Math.Exp));
        yield return new("pow", 2, 2, a => Arithmetic(a, Math.Pow));
        yield return new("radians", 1, 1, a => Of(a[0], n => n * (Math.PI / 180)));
        yield return new("degrees", 1, 1, a => Of(a[0], n => n * (180 / Math.PI)));
        yield return new("sin", 1, 1, a => Of(a[0], Math.Sin));
        yield return new("cos", 1, 1, a => Of(a[0], Math.Cos));
        yield return new("tan", 1, 1, a => Of(a[0], Math.Tan));
        yield return new("asin", 1, 1, a => Of(a[0], Math.Asin));
        yield return new("acos", 1, 1, a => Of(a[0], Math.Acos));
        yield return new("atan", 1, 1, a => Of(a[0], Math.Atan));
        yield return new("atan2", 2, 2, a => Arithmetic(a, Math.Atan2));
        yield return new("pi", 0, 0, _ => SqlValue.Of(Math.PI));
        yield return new("least", 1, 99, a => Extreme(a, order => order < 0), AcceptsNull: true);
        yield return new("greatest", 1, 99, a => Extreme(a, order => order > 0), AcceptsNull: true);
    }

    private static IEnumerable<SqlFunction> OnDates()
    {
        yield return new(
            "try_strptime", 2, 2, a => SqlDates.TryStrptime(a[0].Kind == SqlKind.Text ? a[0] : SqlValue.Of([.. Text(a[0])]), a[1]));
        yield return new("strptime", 2, 2, a => SqlDates.TryStrptime(a[0], a[1]));
        yield return new("epoch", 1, 1, a => SqlDates.Epoch(a[0]));
        yield return new("date_diff", 3, 3, a => SqlDates.Difference(Str(a[0]), SqlDates.ToTimestamp(a[1]), SqlDates.ToTimestamp(a[2])));
        yield return new("date_part", 2, 2, a => SqlDates.Part(Str(a[0]), SqlDates.ToTimestamp(a[1])));
        yield return new("year", 1, 1, a => SqlDates.Part("year", SqlDates.ToTimestamp(a[0])));
        yield return new("month", 1, 1, a => SqlDates.Part("month", SqlDates.ToTimestamp(a[0])));
        yield return new("day", 1, 1, a => SqlDates.Part("day", SqlDates.ToTimestamp(a[0])));
    }

    private static SqlFunction Compared(string sign, Func<int, bool> holds) => new(sign, 2, 2, a => ComparedValues(a, holds));

    private static SqlValue ComparedValues(SqlValue[] a, Func<int, bool> holds)
    {
        // DuckDB casts a text to a number if it is compared with a number. A text that is not a number gives NULL.
        if ((a[0].Kind == SqlKind.Text) != (a[1].Kind == SqlKind.Text) && a[0].Kind is SqlKind.Text or SqlKind.Number
            && a[1].Kind is SqlKind.Text or SqlKind.Number
            && (a[0].AsNumber() is null || a[1].AsNumber() is null))
        {
            return SqlValue.Null;
        }

        return SqlValue.Of(holds(SqlValue.Compare(a[0], a[1])));
    }

    /// <summary>Rounds to a whole number: a text away from zero, a number to even. Out of range gives NULL.</summary>
    private static SqlValue Whole(SqlValue value, double least, double most)
    {
        if (value.AsNumber() is not { } number)
        {
            return SqlValue.Null;
        }

        double whole = Math.Round(number, value.Kind == SqlKind.Text ? MidpointRounding.AwayFromZero : MidpointRounding.ToEven);
        return whole >= least && whole <= most ? SqlValue.Of(whole) : SqlValue.Null;
    }

    private static SqlValue Boolean(string text) => text.ToLowerInvariant() switch
    {
        "true" or "t" or "1" or "yes" => SqlValue.Of(true),
        "false" or "f" or "0" or "no" => SqlValue.Of(false),
        _ => SqlValue.Null,
    };

    private static SqlValue Arithmetic(SqlValue[] a, Func<double, double, double> operation) =>
        a[0].AsNumber() is { } x && a[1].AsNumber() is { } y ? Number(operation(x, y)) : SqlValue.Null;

    private static SqlValue Difference(SqlValue[] a)
    {
        if (a[0].Kind == SqlKind.Date && a[1].Kind == SqlKind.Date)
        {
            return SqlValue.Of(a[0].Number - a[1].Number);
        }

        if (a[0].Kind is SqlKind.Date or SqlKind.Timestamp && a[1].Kind is SqlKind.Date or SqlKind.Timestamp)
        {
            return SqlValue.Of(SqlKind.Interval, SqlDates.ToTimestamp(a[0]).Number - SqlDates.ToTimestamp(a[1]).Number);
        }

        return Arithmetic(a, (x, y) => x - y);
    }

    private static SqlValue Extreme(SqlValue[] a, Func<int, bool> better)
    {
        SqlValue best = SqlValue.Null;
        foreach (SqlValue value in a)
        {
            best = value.IsNull || (!best.IsNull && !better(SqlValue.Compare(value, best))) ? best : value;
        }

        return best;
    }

    private static SqlValue Of(SqlValue value, Func<double, double> operation) =>
        value.AsNumber() is { } number ? Number(operation(number)) : SqlValue.Null;

    private static SqlValue Number(double number) => double.IsNaN(number) ? SqlValue.Null : SqlValue.Of(number);

    internal static ReadOnlySpan<byte> Text(SqlValue value) => value.Kind switch
    {
        SqlKind.Text => value.Bytes,
        SqlKind.Boolean => value.Number != 0 ? "true"u8 : "false"u8,
        SqlKind.Date => Encoding.UTF8.GetBytes(SqlDates.Write(value)),
        SqlKind.Timestamp => Encoding.UTF8.GetBytes(SqlDates.Write(value)),
        _ => Encoding.UTF8.GetBytes(value.Describe()),
    };

    internal static string Str(SqlValue value) => Encoding.UTF8.GetString(Text(value));

    private static double Num(SqlValue value) => value.AsNumber() ?? double.NaN;
}
