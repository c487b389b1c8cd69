using System.Globalization;
using Kinkeeper.Features.Intake.Reading;
using Kinkeeper.Features.Records;
using Kinkeeper.Features.Records.Rows;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Database;

namespace Kinkeeper.Features.Review.Comparing;

/// <summary>One version of a list, from a file or an import.</summary>
/// <param name="Called">Its name in messages.</param>
/// <param name="Open">Opens it from the start. Takes a function that recognises the header line.</param>
internal sealed record ListVersion(string Called, Func<Func<IReadOnlyList<string>, bool>, RowReader> Open)
{
    private const string OfImports = "import:";

    /// <summary>
    /// Finds the version named on a command line: a file, or <c>import:</c> with the number of an import in this database.
    /// </summary>
    public static ListVersion Named(string text, Store store) =>
        text.StartsWith(OfImports, StringComparison.Ordinal) && long.TryParse(text.AsSpan(OfImports.Length), NumberStyles.None, CultureInfo.InvariantCulture, out long import)
            ? OfImport(new ImportId(import), text, store)
            : OfFile(text, Path.GetFileName(text));

    /// <param name="path">The file.</param>
    /// <param name="called">Its name in messages.</param>
    /// <param name="limits">Limits on memory and time; null for the limits of imports.</param>
    public static ListVersion OfFile(string path, string called, ReadingLimits? limits = null) => new(called, isHeader => RowReader.Open(path, isHeader, limits));

    /// <summary>Makes a version from the stored raw rows of an import.</summary>
    /// <exception cref="RefusalException">There is no such import.</exception>
    public static ListVersion OfImport(ImportId id, string called, Store store)
    {
        using KinkeeperDb db = store.Open();
        return db.Set<Import>().Find(id) is { } import
            ? new ListVersion(called, isHeader => new ImportedRows(store, import, isHeader))
            : throw new RefusalException(new Refusal(
                "list-import-unknown",
                $"There is no import {id.Value}. Choose an import in this database.",
                $"No existe la importación {id.Value}. Elija una importación de esta base de datos."));
    }
}
