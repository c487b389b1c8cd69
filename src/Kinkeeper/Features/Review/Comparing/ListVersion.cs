using System.Globalization;
using Kinkeeper.Features.Intake.Reading;
using Kinkeeper.Features.Records;
using Kinkeeper.Features.Records.Rows;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Database;

namespace Kinkeeper.Features.Review.Comparing;

/// <summary>One version of a list, wherever it stands.</summary>
/// <param name="Called">What a person calls it, in what is said about it.</param>
/// <param name="Open">Opens it from its beginning, given what a line of column names looks like.</param>
internal sealed record ListVersion(string Called, Func<Func<IReadOnlyList<string>, bool>, RowReader> Open)
{
    private const string OfImports = "import:";

    /// <summary>A version by what a command line says: a file, or <c>import:</c> and the number of an import of this database.</summary>
    public static ListVersion Named(string text, Store store) =>
        text.StartsWith(OfImports, StringComparison.Ordinal) && long.TryParse(text.AsSpan(OfImports.Length), NumberStyles.None, CultureInfo.InvariantCulture, out long import)
            ? OfImport(new ImportId(import), text, store)
            : OfFile(text, Path.GetFileName(text));

    /// <param name="path">The file.</param>
    /// <param name="called">What a person calls it.</param>
    /// <param name="limits">What it may ask of this machine; null for what any import may.</param>
    public static ListVersion OfFile(string path, string called, ReadingLimits? limits = null) => new(called, isHeader => RowReader.Open(path, isHeader, limits));

    /// <summary>What an agency sent, as it has been kept.</summary>
    /// <exception cref="RefusalException">There is no such import.</exception>
    public static ListVersion OfImport(ImportId id, string called, Store store)
    {
        using KinkeeperDb db = store.Open();
        return db.Set<Import>().Find(id) is { } import
            ? new ListVersion(called, isHeader => new ImportedRows(store, import, isHeader))
            : throw new RefusalException(new Refusal(
                "list-import-unknown",
                $"There is no import {id.Value}. Choose one that has been imported here.",
                $"No existe la importación {id.Value}. Elija una que se haya importado aquí."));
    }
}
