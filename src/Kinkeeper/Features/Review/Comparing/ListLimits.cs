using System.Globalization;
using Kinkeeper.Features.Intake.Reading;
using Kinkeeper.Platform;

namespace Kinkeeper.Features.Review.Comparing;

/// <summary>
/// Limits on the server's memory while a page compares two lists. The command line has no such limits, because it runs on the user's
/// machine.
/// </summary>
/// <param name="Rows">The most rows of one list.</param>
/// <param name="Characters">The most characters in the cells of one list.</param>
internal sealed record ListLimits(int Rows, long Characters)
{
    /// <summary>The largest file that a page accepts.</summary>
    public const int MostFileBytes = 20 << 20;

    public static readonly ListLimits OfPages = new(50_000, 32L << 20);

    /// <summary>Limits on expanding a compressed file.</summary>
    public ReadingLimits Reading { get; } = new() { ExpandedBytes = 256L << 20, HeldBytes = 64L << 20 };

    public RefusalException Exceeded(string called) => new(new Refusal(
        "list-too-long",
        string.Create(CultureInfo.InvariantCulture, $"{called} is too long for this page. The limit is {Rows:N0} rows or {Characters:N0} characters. Compare the lists on the command line: kinkeeper review compare FIRST SECOND"),
        string.Create(CultureInfo.InvariantCulture, $"{called} es demasiado larga para esta página. El límite es de {Rows:N0} filas o {Characters:N0} caracteres. Compare las listas en la línea de comandos: kinkeeper review compare FIRST SECOND")));
}
