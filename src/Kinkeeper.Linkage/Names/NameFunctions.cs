using Kinkeeper.Linkage.Sql;

namespace Kinkeeper.Linkage.Names;

/// <summary>Our own functions, for conditions under a model's <c>kinkeeper</c> key.</summary>
internal static class NameFunctions
{
    public static IEnumerable<SqlFunction> All() => [];
}
