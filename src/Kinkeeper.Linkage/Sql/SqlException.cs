namespace Kinkeeper.Linkage.Sql;

/// <summary>A condition that cannot be compiled: why. Who has the condition adds which one it was.</summary>
internal sealed class SqlException(string message) : Exception(message)
{
    private const int LongestQuotation = 1000;

    /// <summary>The sentence for the person who wrote the condition.</summary>
    public LinkageException Of(string sql, string where) =>
        new($"The condition {(sql.Length <= LongestQuotation ? sql : sql[..LongestQuotation] + "…")} of {where} cannot be compiled: {Message}.", this);
}
