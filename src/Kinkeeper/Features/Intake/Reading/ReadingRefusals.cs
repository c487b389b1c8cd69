using System.Globalization;
using Kinkeeper.Platform;

namespace Kinkeeper.Features.Intake.Reading;

/// <summary>Every reason for which a file as a whole is not read. The sentences name the file by the path the user gave.</summary>
internal static class ReadingRefusals
{
    public static RefusalException Missing(string path) =>
        new("file-missing", $"There is no file {path}. Check the path.");

    public static RefusalException IsFolder(string path) =>
        new("file-is-folder", $"{path} is a folder. Name one file in it.");

    public static RefusalException NotAFile(string path) =>
        new("file-not-regular", $"{path} is not a file on disk (a pipe or device). Save what it gives as a file and name that.");

    public static RefusalException CannotOpen(string path, Exception cause) =>
        new(new Refusal("file-not-readable", $"{path} cannot be opened: {cause.Message} Check its permissions and that no other program holds it."), cause);

    public static RefusalException Empty(string path) =>
        new("file-empty", $"{path} is empty. Ask its sender for a complete copy.");

    public static RefusalException OldWorkbook(string path) =>
        new("file-old-workbook", $"{path} is a workbook in the format before 2007, or one protected by a password. Open it in a spreadsheet program and save it as .xlsx or .csv without a password.");

    public static RefusalException Pdf(string path) =>
        new("file-pdf", $"{path} is a PDF. Ask its sender for the table itself, as .csv, .xlsx or .parquet.");

    public static RefusalException NotWhatItsNameSays(string path, string extension) =>
        new("file-not-what-it-says", $"{path} is named {extension}, but its content is something else. Ask its sender for it again, or name it after what it is.");

    public static RefusalException NotText(string path) =>
        new("file-not-text", $"{path} is not a text file: its beginning is full of NUL bytes. Save the table as .csv, .xlsx or .parquet.");

    public static RefusalException NoHeader(string path, string? sheets = null) =>
        new("file-no-header", $"No line of column names for this format was found in {path}{(sheets is null ? "" : $" (sheets: {sheets})")}. See kinkeeper import --list for the columns, and check that --as names the right format.");

    public static RefusalException NotAWorkbook(string path, string what) =>
        new("file-not-workbook", $"{path} is an archive, but not a workbook: {what}. If it holds other files, unpack it and import those.");

    public static RefusalException Broken(string path, long row, Exception cause) =>
        new(
            new Refusal(
                "file-broken",
                string.Create(CultureInfo.InvariantCulture, $"{path} cannot be read beyond row {row:N0}: it is cut off or damaged ({cause.Message.TrimEnd('.')}). Ask its sender for a complete copy; what was read before it stays and is not taken twice.")),
            cause);

    public static RefusalException ExpandsTooFar(string path, long bytes, long compressed) =>
        new(
            "file-expands",
            string.Create(CultureInfo.InvariantCulture, $"{path} was not read: a part of it expands from {compressed:N0} to more than {bytes:N0} bytes, as only files made to harm do. If it is sound, unpack it and import the .csv."));

    public static RefusalException Unwieldy(string path, string what) =>
        new("file-unwieldy", $"{path} was not read: {what}. Export the table again, as .csv.");

    public static RefusalException DifferentSheets(string path, string first, string other) =>
        new("file-different-sheets", $"{path} was not read: its sheets “{first}” and “{other}” both hold such a table, but with different columns. Save each as a file of its own and import them one by one.");

    public static RefusalException CountsFrom1904(string path) =>
        new("file-1904-dates", $"{path} was not read: it counts dates from 1904, so that every date would be four years off. Turn that option off in the spreadsheet program, or save it as .csv.");
}
