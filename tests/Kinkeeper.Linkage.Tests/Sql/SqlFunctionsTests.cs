using System.Globalization;
using CsCheck;
using Kinkeeper.Linkage.Sql;
using Kinkeeper.Linkage.Tests.Support;

namespace Kinkeeper.Linkage.Tests.Sql;

/// <summary>Compares every function that conditions may call with DuckDB's own, on random text. The same SQL runs in both.</summary>
public sealed class SqlFunctionsTests
{
    private const int Cases = 3000;

    [Theory]
    [InlineData("levenshtein(a_l, b_r)")]
    [InlineData("damerau_levenshtein(a_l, b_r)")]
    [InlineData("jaro_similarity(a_l, b_r)")]
    [InlineData("jaro_winkler_similarity(a_l, b_r)")]
    [InlineData("jaccard(NULLIF(a_l, ''), NULLIF(b_r, ''))")]
    [InlineData("CASE WHEN strlen(a_l) = strlen(b_r) AND strlen(a_l) > 0 THEN hamming(a_l, b_r) END")]
    [InlineData("contains(a_l, b_r)")]
    [InlineData("starts_with(a_l, b_r)")]
    [InlineData("a_l = b_r")]
    [InlineData("a_l <> b_r")]
    [InlineData("a_l < b_r")]
    [InlineData("a_l <= b_r")]
    [InlineData("a_l > b_r")]
    [InlineData("a_l >= b_r")]
    [InlineData("a_l IS DISTINCT FROM b_r")]
    [InlineData("a_l || b_r")]
    [InlineData("concat(a_l, b_r)")]
    [InlineData("coalesce(a_l, b_r)")]
    [InlineData("nullif(a_l, b_r)")]
    [InlineData("least(a_l, b_r)")]
    [InlineData("greatest(a_l, b_r)")]
    [InlineData("replace(a_l, substr(b_r, 1, 1), '<>')")]
    public void TwoTexts_RandomText_EqualsDuckDb(string sql) => Agree(sql);

    [Theory]
    [InlineData("lower(a_l)")]
    [InlineData("upper(a_l)")]
    [InlineData("trim(a_l)")]
    [InlineData("ltrim(a_l)")]
    [InlineData("rtrim(a_l)")]
    [InlineData("trim(a_l, 'ab ')")]
    [InlineData("length(a_l)")]
    [InlineData("strlen(a_l)")]
    [InlineData("reverse(lower(a_l))")]
    [InlineData("substr(a_l, 2)")]
    [InlineData("substr(a_l, 1, 3)")]
    [InlineData("substring(a_l, 2, 2)")]
    [InlineData("substr(a_l, -2)")]
    [InlineData("substr(a_l, -3, 2)")]
    [InlineData("substr(a_l, 0, 2)")]
    [InlineData("substr(a_l, 3, -2)")]
    [InlineData("left(a_l, 2)")]
    [InlineData("left(a_l, -1)")]
    [InlineData("right(a_l, 2)")]
    [InlineData("right(a_l, -1)")]
    [InlineData("strip_accents(a_l)")]
    public void OneText_RandomText_EqualsDuckDb(string sql) => Agree(sql);

    /// <summary>
    /// Covers a case once found at random: DuckDB reverses ASCII byte by byte, and other text by user-perceived characters.
    /// </summary>
    [Theory]
    [InlineData("2-\r\nba")]
    [InlineData("2-\r\nbé")]
    public void Reverse_LineEnd_EqualsDuckDb(string text) => Agree("reverse(a_l)", Gen.Const(((string?)text, (string?)text)));

    [Theory]
    [InlineData("regexp_extract(a_l, '^[a-c]+')")]
    [InlineData("regexp_extract(a_l, '[^ab]')")]
    [InlineData("regexp_extract(a_l, '.')")]
    [InlineData("regexp_extract(a_l, '..$')")]
    [InlineData("regexp_extract(a_l, '(a|ab)(c|)', 2)")]
    [InlineData("regexp_extract(a_l, '\\d+')")]
    [InlineData("regexp_extract(a_l, '\\w+')")]
    [InlineData("regexp_extract(a_l, '\\s')")]
    [InlineData("regexp_extract(a_l, '\\W')")]
    [InlineData("regexp_extract(a_l, '[\\D]+')")]
    [InlineData("regexp_extract(a_l, '\\bb')")]
    [InlineData("regexp_extract(a_l, '(?i)AB?')")]
    [InlineData("regexp_extract(a_l, '^(..?).*$', 1)")]
    [InlineData("regexp_matches(a_l, 'a.b')")]
    [InlineData("regexp_matches(a_l, '^$')")]
    [InlineData("regexp_replace(a_l, '[ab]', 'x')")]
    [InlineData("regexp_replace(a_l, '[^a-zA-Z]', '', 'g')")]
    [InlineData("regexp_replace(a_l, '(a)(b)', '\\2$1\\1', 'g')")]
    public void RegularExpressions_RandomText_EqualsDuckDb(string sql) => Agree(sql);

    [Theory]
    [InlineData("EPOCH(try_strptime(a_l, '%Y-%m-%d'))", "%Y-%m-%d")]
    [InlineData("EPOCH(try_strptime(a_l, '%d/%m/%Y'))", "%d/%m/%Y")]
    [InlineData("EPOCH(try_strptime(a_l, '%Y%m%d'))", "%Y%m%d")]
    [InlineData("EPOCH(try_strptime(a_l, '%d/%m/%y'))", "%d/%m/%y")]
    [InlineData("EPOCH(try_strptime(a_l, '%Y-%m-%d %H:%M:%S'))", "%Y-%m-%d %H:%M:%S")]
    [InlineData("EPOCH(try_strptime(a_l, '%d %b %Y'))", "%d %b %Y")]
    [InlineData("EPOCH(try_strptime(a_l, '%d %B %Y'))", "%d %B %Y")]
    [InlineData("EPOCH(try_strptime(a_l, '%I:%M %p %d.%m.%Y'))", "%I:%M %p %d.%m.%Y")]
    [InlineData("try_strptime(a_l, '%Y-%m-%d') IS NULL", "%Y-%m-%d")]
    [InlineData("ABS(EPOCH(try_strptime(a_l, '%Y-%m-%d')) - EPOCH(try_strptime(b_r, '%Y-%m-%d')))", "%Y-%m-%d")]
    [InlineData("date_diff('day', try_strptime(a_l, '%Y-%m-%d'), try_strptime(b_r, '%Y-%m-%d'))", "%Y-%m-%d")]
    [InlineData("date_diff('month', try_strptime(a_l, '%Y-%m-%d'), try_strptime(b_r, '%Y-%m-%d'))", "%Y-%m-%d")]
    [InlineData("date_diff('year', try_strptime(a_l, '%Y-%m-%d'), try_strptime(b_r, '%Y-%m-%d'))", "%Y-%m-%d")]
    [InlineData("date_diff('week', try_strptime(a_l, '%Y-%m-%d'), try_strptime(b_r, '%Y-%m-%d'))", "%Y-%m-%d")]
    [InlineData("CAST(try_strptime(a_l, '%Y-%m-%d') AS DATE) - CAST(try_strptime(b_r, '%Y-%m-%d') AS DATE)", "%Y-%m-%d")]
    [InlineData("year(try_strptime(a_l, '%Y-%m-%d'))", "%Y-%m-%d")]
    [InlineData("EPOCH(TRY_CAST(a_l AS DATE))", "%Y-%m-%d")]
    [InlineData("EPOCH(TRY_CAST(a_l AS TIMESTAMP))", "%Y-%m-%d %H:%M:%S")]
    public void Dates_ValidAndDamagedText_EqualsDuckDb(string sql, string format)
    {
        Gen<string?> dates = RandomText.Nullable(
            Gen.Frequency((4, Written(format)), (3, Written(format).SelectMany(Damaged)), (1, RandomText.Any)));
        Agree(sql, Gen.Select(dates, dates));
    }

    [Theory]
    [InlineData("TRY_CAST(a_l AS DOUBLE)")]
    [InlineData("TRY_CAST(a_l AS INTEGER)")]
    [InlineData("ABS(TRY_CAST(a_l AS DOUBLE) - TRY_CAST(b_r AS DOUBLE)) <= 2")]
    [InlineData("TRY_CAST(a_l AS DOUBLE) + TRY_CAST(b_r AS DOUBLE) * 2")]
    [InlineData("round(TRY_CAST(a_l AS DOUBLE))")]
    [InlineData("floor(TRY_CAST(a_l AS DOUBLE))")]
    [InlineData("ceil(TRY_CAST(a_l AS DOUBLE))")]
    [InlineData("TRY_CAST(a_l AS DOUBLE) BETWEEN 1 AND 5")]
    public void Numbers_ValidAndDamagedText_EqualsDuckDb(string sql)
    {
        Gen<string?> numbers = RandomText.Nullable(Gen.Frequency(
            (4, Gen.Int[-30, 30].Select(number => number.ToString(CultureInfo.InvariantCulture))),
            (3, Gen.Int[-300, 300].Select(number => (number / 8.0).ToString(CultureInfo.InvariantCulture))),
            (1, Gen.OneOf("1e3", " 7 ", "+4", "x", "", "1 2", "12a", ".5", "-.5", "5.", "--1"))));
        Agree(sql, Gen.Select(numbers, numbers));
    }

    private static Gen<string> Written(string format) =>
        Gen.DateTime[new DateTime(1901, 1, 1, 0, 0, 0, DateTimeKind.Utc), new DateTime(2068, 12, 31, 0, 0, 0, DateTimeKind.Utc)]
        .Select(date => format.Replace("%Y", date.ToString("yyyy", CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("%y", date.ToString("yy", CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("%m", date.ToString("MM", CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("%d", date.ToString("dd", CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("%b", date.ToString("MMM", CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("%B", date.ToString("MMMM", CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("%H", date.ToString("HH", CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("%I", date.ToString("hh", CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("%M", date.ToString("mm", CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("%S", date.ToString("ss", CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("%p", date.ToString("tt", CultureInfo.InvariantCulture), StringComparison.Ordinal));

    /// <summary>Replaces, drops or inserts one character: 31 February, month 13, a missing digit, trailing text.</summary>
    private static Gen<string> Damaged(string date) =>
        from at in Gen.Int[0, date.Length - 1]
        from kind in Gen.Int[0, 2]
        from with in Gen.OneOf("0", "1", "3", "9", "-", "/", " ", "x", ":")
        select kind == 0 ? date.Remove(at, 1) : kind == 1 ? date.Insert(at, with) : date.Remove(at, 1).Insert(at, with);

    private static void Agree(string sql) => Agree(sql, Gen.Frequency(
        (8, RandomText.Pair.Select(pair => ((string?)pair.First, (string?)pair.Second))),
        (1, Gen.Select(RandomText.Nullable(RandomText.Any), RandomText.Nullable(RandomText.Any)))));

    private static void Agree(string sql, Gen<(string?, string?)> pairs)
    {
        SqlNode node = SqlParser.Condition(sql, "a test");
        using DuckDb oracle = new();
        pairs.Array[Cases].Sample(
            cases =>
            {
                oracle.Create("pairs", ["a_l", "b_r"], cases.Select(pair => (string?[])[pair.Item1, pair.Item2]));
                List<object?[]> expected = oracle.Rows($"SELECT {sql} FROM pairs ORDER BY place");
                for (int index = 0; index < cases.Length; index++)
                {
                    (string? a, string? b) = cases[index];
                    SqlValue value = SqlEvaluator.Evaluate(
                        node, column => (column.Side == Side.Left ? a : b) is { } text ? SqlValue.Of(text) : SqlValue.Null);
                    Same(value, expected[index][0]).Should().BeTrue(
                        $"DuckDB gives {Shown(expected[index][0])} and not {value.Describe()} for {sql} of {Shown(a)} and {Shown(b)}");
                }
            },
            iter: 2,
            threads: 1);
    }

    private static bool Same(SqlValue ours, object? duck) => duck switch
    {
        null => ours.IsNull,
        bool truth => ours.Kind == SqlKind.Boolean && ours.Number != 0 == truth,
        string text => ours.Kind == SqlKind.Text && ours.Text == text,
        double number => !ours.IsNull && BitConverter.DoubleToInt64Bits(ours.Number + 0.0) == BitConverter.DoubleToInt64Bits(number + 0.0),
        _ => !ours.IsNull && ours.Number == Convert.ToDouble(duck, CultureInfo.InvariantCulture),
    };

    private static string Shown(System.Text.Rune rune) => rune.Value is > 32 and < 127 ? rune.ToString() : $"\\u{{{rune.Value:x}}}";

    private static string Shown(object? value) => value switch
    {
        null => "NULL",
        string text => $"\"{string.Concat(text.EnumerateRunes().Select(Shown))}\"",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
