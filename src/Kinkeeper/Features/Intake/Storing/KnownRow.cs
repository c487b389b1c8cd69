using System.Runtime.InteropServices;
using Kinkeeper.Platform.Database;

namespace Kinkeeper.Features.Intake.Storing;

/// <summary>The place of an imported row in its file, and its hash.</summary>
internal readonly record struct RowPlace(long Import, long Row, UInt128 Hash);

/// <summary>A stored row of a table of imported rows.</summary>
internal readonly record struct RowPlaceAndId(long Id, RowPlace Place)
{
    public static readonly string[] Columns = ["id", "import_id", "row_number", "row_hash"];

    public static RowPlaceAndId Read(SqlStatement row) => new(row.Number(0), new RowPlace(row.Number(1), row.Number(2), Hash(row.Bytes(3))));

    public static UInt128 Hash(ReadOnlySpan<byte> bytes) => bytes.IsEmpty ? default : MemoryMarshal.Read<UInt128>(bytes);
}

/// <summary>A stored record. Import and row are null as long as others only name it.</summary>
internal readonly record struct KnownRecord(long Id, long? Import, long? Row, UInt128 Hash, int? ANumber)
{
    public static readonly string[] Columns = [.. RowPlaceAndId.Columns, "a_number"];

    public static KnownRecord Read(SqlStatement row) =>
        new(row.Number(0), row.NumberOrNull(1), row.NumberOrNull(2), RowPlaceAndId.Hash(row.Bytes(3)), (int?)row.NumberOrNull(4));
}
