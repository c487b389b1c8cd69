namespace Kinkeeper.Platform.Database;

/// <summary>
/// The differences between the engines that SQL in features cannot avoid, by name. Everything else is written in the subset that
/// both share: <c>IS NOT DISTINCT FROM</c> for equality with nulls, <c>RETURNING</c> for a new id, no bare columns beside GROUP BY.
/// </summary>
public abstract class Dialect
{
    /// <summary>A condition that holds where a column is one of a list bound with <see cref="SqlStatement.BindList(int, IReadOnlyCollection{long})"/>.</summary>
    public abstract string AnyNumber(string column, int parameter);

    /// <summary>A condition that holds where a column is one of a list bound with <see cref="SqlStatement.BindList(int, IReadOnlyCollection{string})"/>.</summary>
    public abstract string AnyText(string column, int parameter);
}
