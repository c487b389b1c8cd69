using Kinkeeper.Linkage.Names;

namespace Kinkeeper.Linkage.Sql;

/// <summary>Defines our own functions, for conditions under a model's <c>kinkeeper</c> key. The README explains their results.</summary>
internal static class NameFunctions
{
    public static IEnumerable<SqlFunction> All()
    {
        yield return Degree("surname_agreement", NameComparison.Surnames, symmetric: true);
        yield return Degree("given_name_agreement", NameComparison.GivenNames, symmetric: true);
        yield return Degree("stated_name_agreement", NameComparison.Stated, symmetric: true);
        yield return Degree("surname_inheritance", NameComparison.Inheritance, symmetric: false);
        yield return new("date_agreement", 2, 2, a =>
            UncertainDate.Agreement(Text(a[0]), Text(a[1])) is { } degree ? SqlValue.Of((double)degree) : SqlValue.Null, Symmetric: true);
        yield return Degree("number_agreement", NumberComparison.Agreement, symmetric: true);
        yield return new("name_keys", 1, 1, a => SqlValue.Of([.. NameComparison.PairKeys(Text(a[0])).Distinct().Select(SqlValue.Of)]));
        yield return new("name_sound", 1, 2, a => Sound(Text(a[0]), a.Length > 1 ? (int)(a[1].AsNumber() ?? 1) : 1));
        yield return new("surname_set", 1, 1, a => Set(Text(a[0])));
        yield return new(
            "digits", 1, 1, a => NumberComparison.Digits(Text(a[0])) is { Length: > 0 } digits ? SqlValue.Of(digits) : SqlValue.Null);
    }

    private static SqlFunction Degree(string name, Func<string, string, int> run, bool symmetric) =>
        new(name, 2, 2, a => SqlValue.Of((double)run(Text(a[0]), Text(a[1]))), Symmetric: symmetric);

    private static string Text(SqlValue value) => SqlFunctions.Str(value);

    /// <summary>Returns the sound of the part at a position, from 1; NULL if the name has fewer parts.</summary>
    private static SqlValue Sound(string name, int position)
    {
        List<string> parts = SpanishSound.Parts(name);
        return position >= 1 && position <= parts.Count && SpanishSound.Key(parts[position - 1]) is { Length: > 0 } key
            ? SqlValue.Of(key) : SqlValue.Null;
    }

    /// <summary>Returns the sounds of all parts in alphabetical order; NULL if there are none.</summary>
    private static SqlValue Set(string name)
    {
        string set = string.Join(
            ' ', SpanishSound.Parts(name).Select(SpanishSound.Key).Where(key => key.Length > 0).Order(StringComparer.Ordinal));
        return set.Length == 0 ? SqlValue.Null : SqlValue.Of(set);
    }
}
