namespace Kinkeeper.Linkage.Sql;

/// <summary>Thrown if a condition cannot be compiled. The message says why; <see cref="Of"/> adds the condition.</summary>
internal sealed class SqlException(string message) : Exception(message)
{
    private const int LongestQuotation = 1000;

    /// <summary>Returns the exception for the person who wrote the condition.</summary>
    public LinkageException Of(string sql, string where) =>
        new($"The condition {Quoted(sql)} of {where} cannot be compiled: {Message}.", this);

    private static string Quoted(string sql) => sql.Length <= LongestQuotation ? sql : sql[..LongestQuotation] + "…";
}
