using System.Globalization;
using Kinkeeper.Features.Intake.Reading;
using Kinkeeper.Platform;

namespace Kinkeeper.Features.Review.Comparing;

/// <summary>What two lists may ask of the server while a page compares them. A command line asks no more than its own machine.</summary>
/// <param name="Rows">The most rows of one list.</param>
/// <param name="Characters">The most that the cells of one list hold.</param>
internal sealed record ListLimits(int Rows, long Characters)
{
    /// <summary>The largest file that a page takes.</summary>
    public const int MostFileBytes = 20 << 20;

    public static readonly ListLimits OfPages = new(50_000, 32L << 20);

    /// <summary>What a file may expand to.</summary>
    public ReadingLimits Reading { get; } = new() { ExpandedBytes = 256L << 20, HeldBytes = 64L << 20 };

    public RefusalException Exceeded(string called) => new(new Refusal(
        "list-too-long",
        string.Create(CultureInfo.InvariantCulture, $"{called} is longer than a page compares: {Rows:N0} rows, or {Characters:N0} characters. Compare the lists at a command line: kinkeeper review compare FIRST SECOND"),
        string.Create(CultureInfo.InvariantCulture, $"{called} es más larga de lo que una página compara: {Rows:N0} filas, o {Characters:N0} caracteres. Compare las listas en una línea de comandos: kinkeeper review compare FIRST SECOND")));
}
