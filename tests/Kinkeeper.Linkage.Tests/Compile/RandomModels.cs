using CsCheck;
using Kinkeeper.Linkage.Tests.Support;

namespace Kinkeeper.Linkage.Tests.Compile;

/// <summary>Random records, and random conditions over two of them. <c>@l.x</c> is a column of the left record.</summary>
internal static class RandomModels
{
    public static readonly string[] Columns = ["a", "b", "d", "n"];

    private static readonly Gen<string> Name = Gen.OneOf("a", "b");

    private static readonly Gen<string> Sign = Gen.OneOf("=", "<>", "<", "<=", ">", ">=");

    private static readonly Gen<string> Similarity =
        from function in Gen.OneOf("jaro_similarity", "jaro_winkler_similarity", "jaccard")
        from left in Name
        from right in Name
        from sign in Gen.OneOf(">=", ">", "<", "<=")
        from constant in Gen.OneOf("0.5", "0.7", "0.8", "0.88", "0.92", "1.0", "0.0")
        select $"{function}(@l.{left}, @r.{right}) {sign} {constant}";

    private static readonly Gen<string> Distance =
        from function in Gen.OneOf("levenshtein", "damerau_levenshtein")
        from left in Name
        from right in Name
        from sign in Gen.OneOf("<=", "<", ">", "=")
        from constant in Gen.Int[0, 4]
        select $"{function}(@l.{left}, @r.{right}) {sign} {constant}";

    private static readonly Gen<string> Plain =
        from left in Name
        from right in Name
        from sign in Sign
        select $"@l.{left} {sign} @r.{right}";

    private static readonly Gen<string> Fixed = Gen.OneOf(
        "@l.a = @r.a",
        "@l.b = @r.b",
        "@l.d = @r.d",
        "@r.a = @l.b",
        "@l.a IS NULL",
        "@r.b IS NULL",
        "@l.a IS NOT NULL",
        "LOWER(@l.a) = LOWER(@r.a)",
        "UPPER(@l.a) = UPPER(@r.b)",
        "SUBSTR(@l.a, 1, 2) = SUBSTR(@r.a, 1, 2)",
        "SUBSTRING(@l.a, 2) = @r.b",
        "NULLIF(@l.a, 'ab') = NULLIF(@r.a, 'ab')",
        "COALESCE(@l.a, @l.b) = COALESCE(@r.a, @r.b)",
        "@l.a || @l.b = @r.a || @r.b",
        "@l.a || ' ' || @l.b = @r.b || ' ' || @r.a",
        "levenshtein(SUBSTR(@l.a, 1, 3), @r.a) <= 1",
        "jaro_winkler_similarity(LOWER(@l.a), LOWER(@r.b)) >= 0.8",
        "jaro_similarity(SUBSTR(@l.a, 4), SUBSTR(@r.a, 4)) >= 0.9",
        "LENGTH(@l.a) > 2",
        "LENGTH(@l.a) = LENGTH(@r.b)",
        "@l.a = 'ab'",
        "@l.a IN ('a', 'b', 'ab')",
        "TRIM(@l.a) = TRIM(@r.a)",
        "regexp_extract(@l.a, '^.') = regexp_extract(@r.a, '^.')",
        "NULLIF(regexp_extract(@l.a, '[0-9]+'), '') = NULLIF(regexp_extract(@r.b, '[0-9]+'), '')",
        "try_strptime(@l.d, '%Y-%m-%d') IS NULL",
        "try_strptime(@l.d, '%Y-%m-%d') < try_strptime(@r.d, '%Y-%m-%d')",
        "ABS(EPOCH(try_strptime(@l.d, '%Y-%m-%d')) - EPOCH(try_strptime(@r.d, '%Y-%m-%d'))) <= 2629800.0",
        "ABS(EPOCH(try_strptime(@l.d, '%Y-%m-%d')) - EPOCH(try_strptime(@r.d, '%Y-%m-%d'))) <= 86400",
        "date_diff('day', try_strptime(@l.d, '%Y-%m-%d'), try_strptime(@r.d, '%Y-%m-%d')) BETWEEN -40 AND 3",
        "damerau_levenshtein(@l.d, @r.d) <= 1",
        "ABS(TRY_CAST(@l.n AS DOUBLE) - TRY_CAST(@r.n AS DOUBLE)) <= 2",
        "TRY_CAST(@l.n AS DOUBLE) > TRY_CAST(@r.n AS DOUBLE)",
        "TRY_CAST(@l.n AS INTEGER) + 1 = TRY_CAST(@r.n AS INTEGER)",
        "CASE WHEN @l.a IS NULL THEN @r.b = 'b' WHEN @l.a = @r.a THEN TRUE ELSE @l.b = @r.b END",
        "@l.a IS NOT DISTINCT FROM @r.a",
        "1 = 1",
        "(1 = NULL)",
        "1 = 0");

    private static readonly Gen<string> Atom = Gen.Frequency((3, Fixed), (2, Plain), (1, Similarity), (1, Distance));

    /// <summary>A condition up to three operators deep.</summary>
    public static readonly Gen<string> Condition = Deep(3);

    /// <summary>A blocking rule: mostly equalities, often with another condition.</summary>
    public static readonly Gen<string> Rule = Gen.Frequency(
        (4, from equal in Gen.OneOf("@l.a = @r.a", "@l.b = @r.b", "@l.d = @r.d", "@l.a = @r.b", "LOWER(@l.a) = LOWER(@r.a)",
            "SUBSTR(@l.a, 1, 1) = SUBSTR(@r.a, 1, 1)", "@l.a = @r.a AND @l.b = @r.b", "SUBSTR(@l.d, 1, 4) = SUBSTR(@r.d, 1, 4)")
            from more in Gen.Frequency((2, Gen.Const("")), (1, Deep(1).Select(condition => $" AND ({condition})")))
            select equal + more),
        (1, Deep(2)));

    private static readonly Gen<string?> Text = RandomText.Nullable(Gen.Frequency(
        (6, Gen.OneOf("a", "b", "ab", "ba", "AB", "abc", "abcd", "abdc", "x1", "x12", "martha", "marhta", "Ñandú", "ñandu", "漢字", "漢",
            "👩‍👧", " a", "a ")),
        (2, RandomText.Any.Where(text => text.Length > 0)),
        (1, Gen.Char["ab"].Array[30, 80].Select(letters => new string(letters)))));

    private static readonly Gen<string?> Date = RandomText.Nullable(Gen.Frequency(
        (6, Gen.Int[0, 80].Select(
            days => new DateOnly(2019, 12, 1).AddDays(days).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))),
        (1, Gen.OneOf("2020-02-30", "unknown", "2020-1-5", "01/02/2020"))));

    private static readonly Gen<string?> Number = RandomText.Nullable(Gen.OneOf("1", "2", "3", "3.5", "7", "-1", "x", "02"));

    /// <summary>Records without ids: one value per column.</summary>
    public static readonly Gen<string?[]> Record = Gen.Select(Text, Text, Date, Number).Select((a, b, d, n) => (string?[])[a, b, d, n]);

    private static Gen<string> Deep(int depth) => depth == 0 ? Atom : Gen.Frequency(
        (3, Atom),
        (2, Gen.Select(Deep(depth - 1), Deep(depth - 1)).Select((one, other) => $"({one} AND {other})")),
        (2, Gen.Select(Deep(depth - 1), Deep(depth - 1)).Select((one, other) => $"({one} OR {other})")),
        (2, Deep(depth - 1).Select(one => $"NOT ({one})")),
        (1, Deep(depth - 1).Select(one => $"COALESCE(({one}), FALSE)")),
        (1, Deep(depth - 1).Select(one => $"({one}) IS NULL")));
}
