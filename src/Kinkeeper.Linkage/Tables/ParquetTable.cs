using System.Globalization;
using System.Text;
using Parquet;
using Parquet.Schema;

namespace Kinkeeper.Linkage.Tables;

/// <summary>
/// Reads Parquet files. Values become the text that an SQL cast would give: dates as <c>2021-05-18</c>, numbers in their
/// shortest form. List columns are refused.
/// </summary>
public static class ParquetTable
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file; its name without extension becomes <see cref="Table.Name"/>.</param>
    /// <param name="columns">The columns to keep; null for all.</param>
    /// <param name="cancellation">Stops reading between row groups.</param>
    /// <exception cref="LinkageException">The file cannot be read, or a column has a type that is not supported.</exception>
    public static Table Read(string path, IReadOnlyCollection<string>? columns = null, CancellationToken cancellation = default)
    {
        try
        {
            return ReadAsync(path, columns, cancellation).GetAwaiter().GetResult();
        }
        catch (Exception problem) when (
            problem is IOException or UnauthorizedAccessException or InvalidDataException or NotSupportedException)
        {
            throw LinkageException.OfFile("The input", path, "read as Parquet", problem);
        }
    }

    private static async Task<Table> ReadAsync(string path, IReadOnlyCollection<string>? columns, CancellationToken cancellation)
    {
        await using ParquetReader reader = await ParquetReader.CreateAsync(path, null, cancellation).ConfigureAwait(false);
        HashSet<string>? keep = columns is null ? null : new(columns, StringComparer.OrdinalIgnoreCase);
        DataField[] fields = [.. reader.Schema.GetDataFields().Where(field => keep is null || keep.Contains(field.Name))];
        DataField? list = Array.Find(fields, field => field.MaxRepetitionLevel > 0);
        if (list is not null)
        {
            throw new LinkageException(
                $"The column \"{list.Name}\" of {path} holds lists; write it as text with a separator and name it under \"arrays\" in "
                + "the model.");
        }

        Table table = new(Path.GetFileNameWithoutExtension(path), fields.Select(field => field.Name));
        int rows = 0;
        for (int group = 0; group < reader.RowGroupCount; group++)
        {
            cancellation.ThrowIfCancellationRequested();
            using ParquetRowGroupReader part = reader.OpenRowGroupReader(group);
            int count = checked((int)part.RowCount);
            foreach (DataField field in fields)
            {
                await ReadColumnAsync(part, field, table.Find(field.Name)!, rows, count, path, cancellation).ConfigureAwait(false);
            }

            rows = checked(rows + count);
        }

        table.SetRows(rows);
        table.Trim();
        return table;
    }

    private static async Task ReadColumnAsync(
        ParquetRowGroupReader part, DataField field, Column column, int row, int count, string path, CancellationToken cancellation)
    {
        Type type = Nullable.GetUnderlyingType(field.ClrType) ?? field.ClrType;
        if (type == typeof(string))
        {
            string?[] values = new string?[count];
            await part.ReadAsync(field, values.AsMemory(), null, cancellation).ConfigureAwait(false);
            Store(column, row, values, value => value);
            return;
        }

        Task read = type == typeof(int) ? NumbersAsync<int>(v => v.ToString(CultureInfo.InvariantCulture))
            : type == typeof(long) ? NumbersAsync<long>(v => v.ToString(CultureInfo.InvariantCulture))
            : type == typeof(short) ? NumbersAsync<short>(v => v.ToString(CultureInfo.InvariantCulture))
            : type == typeof(double) ? NumbersAsync<double>(v => v.ToString("R", CultureInfo.InvariantCulture))
            : type == typeof(float) ? NumbersAsync<float>(v => v.ToString("R", CultureInfo.InvariantCulture))
            : type == typeof(decimal) ? NumbersAsync<decimal>(v => v.ToString(CultureInfo.InvariantCulture))
            : type == typeof(bool) ? NumbersAsync<bool>(v => v ? "true" : "false")
            : type == typeof(DateOnly) ? NumbersAsync<DateOnly>(v => v.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
            : type == typeof(DateTime) ? NumbersAsync<DateTime>(
                v => v.ToString(v.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture))
            : throw new LinkageException(
                $"The column \"{field.Name}\" of {path} has the type {type.Name}, which is not supported; write it as text.");
        await read.ConfigureAwait(false);

        async Task NumbersAsync<T>(Func<T, string> text)
            where T : struct
        {
            if (field.IsNullable)
            {
                T?[] values = new T?[count];
                await part.ReadAsync(field, values.AsMemory(), null, cancellation).ConfigureAwait(false);
                Store(column, row, values, value => value is { } known ? text(known) : null);
            }
            else
            {
                T[] values = new T[count];
                await part.ReadAsync(field, values.AsMemory(), null, cancellation).ConfigureAwait(false);
                Store(column, row, values, text);
            }
        }
    }

    private static void Store<T>(Column column, int row, T[] values, Func<T, string?> text)
    {
        foreach (T value in values)
        {
            string? written = value is null ? null : text(value);
            column.Set(row++, string.IsNullOrEmpty(written) ? 0 : column.Pool.Intern(Encoding.UTF8.GetBytes(written)));
        }
    }
}
