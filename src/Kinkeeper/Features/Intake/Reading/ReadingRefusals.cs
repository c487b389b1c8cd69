using System.Globalization;
using Kinkeeper.Platform;

namespace Kinkeeper.Features.Intake.Reading;

/// <summary>All reasons to refuse a whole file. The sentences name the file by the path the user gave.</summary>
internal static class ReadingRefusals
{
    public static RefusalException Missing(string path) =>
        new("file-missing", $"There is no file {path}. Check the path.");

    public static RefusalException IsFolder(string path) =>
        new("file-is-folder", $"{path} is a folder. Name a file in it.");

    public static RefusalException NotAFile(string path) =>
        new("file-not-regular", $"{path} is not a file on disk but a pipe or device. Save its output to a file and name that file.");

    public static RefusalException CannotOpen(string path, Exception cause) =>
        new(new Refusal("file-not-readable", $"{path} cannot be opened: {cause.Message} Check its permissions, and close it in other programs."), cause);

    public static RefusalException Empty(string path) =>
        new("file-empty", $"{path} is empty. Ask the sender for a complete copy.");

    public static RefusalException OldWorkbook(string path) =>
        new("file-old-workbook", $"{path} is a workbook in the format used before 2007, or is protected by a password. Open it in a spreadsheet program and save it as .xlsx or .csv without a password.");

    public static RefusalException Pdf(string path) =>
        new("file-pdf", $"{path} is a PDF. Ask the sender for the table as .csv, .xlsx or .parquet.");

    public static RefusalException NotWhatItsNameSays(string path, string extension) =>
        new("file-not-what-it-says", $"{path} is named {extension}, but its content is something else. Ask the sender for the file again, or correct the name's ending.");

    public static RefusalException NotText(string path) =>
        new("file-not-text", $"{path} is not a text file: it begins with NUL bytes. Save the table as .csv, .xlsx or .parquet.");

    public static RefusalException NoHeader(string path, string? sheets = null) =>
        new("file-no-header", $"No line of column names for this format was found in {path}{(sheets is null ? "" : $" (sheets: {sheets})")}. Check the format in --as. To see each format's columns: kinkeeper import --list");

    public static RefusalException NotAWorkbook(string path, string what) =>
        new("file-not-workbook", $"{path} is an archive, but not a workbook: {what}. If it holds other files, unpack it and import those.");

    public static RefusalException Broken(string path, long row, Exception cause) =>
        new(
            new Refusal(
                "file-broken",
                string.Create(CultureInfo.InvariantCulture, $"{path} cannot be read beyond row {row:N0}: it is cut off or damaged ({cause.Message.TrimEnd('.')}). Ask the sender for a complete copy. The rows read so far are kept, and will not be imported twice.")),
            cause);

    public static RefusalException ExpandsTooFar(string path, long bytes, long compressed) =>
        new(
            "file-expands",
            string.Create(CultureInfo.InvariantCulture, $"{path} was not read: a part of it expands from {compressed:N0} to more than {bytes:N0} bytes. Only files made to do harm expand like this. If you trust the file, unpack it and import the .csv."));

    public static RefusalException Unwieldy(string path, string what) =>
        new("file-unwieldy", $"{path} was not read: {what}. Export the table again as .csv.");

    public static RefusalException DifferentSheets(string path, string first, string other) =>
        new("file-different-sheets", $"{path} was not read: its sheets “{first}” and “{other}” both have a table in this format, but with different columns. Save each sheet as a separate file and import the files one by one.");

    public static RefusalException CountsFrom1904(string path) =>
        new("file-1904-dates", $"{path} was not read: it counts dates from 1904, so every date would be wrong by four years. Turn that option off in the spreadsheet program, or save the file as .csv.");
}
