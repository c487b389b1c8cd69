using Kinkeeper.Features.Intake.Reading;
using Kinkeeper.Platform;
using Parquet;
using Parquet.Schema;

namespace Kinkeeper.Tests.Features.Intake.Reading;

public sealed class ParquetRowReaderTests
{
    [Fact]
    public async Task Read_SeveralRowGroups_GivesValuesAsText()
    {
        using FileOnDisk file = new("table.parquet", _ => { });
        DataField name = new("name", typeof(string));
        DataField born = new("born", typeof(DateTime), isNullable: true);
        DataField count = new("count", typeof(int), isNullable: true);
        await using (FileStream stream = File.Create(file.Path))
        {
            await using ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema(name, born, count), stream, cancellationToken: TestContext.Current.CancellationToken);
            for (int group = 0; group < 2; group++)
            {
                using ParquetRowGroupWriter rows = writer.CreateRowGroup();
                await rows.WriteAsync(name, new[] { $"Ana, {group}", "Muñoz" });
                await rows.WriteAsync<DateTime>(born, new DateTime?[] { new DateTime(2018, 5, 1, 12, 30, 0, DateTimeKind.Utc), null }.AsMemory(), cancellationToken: TestContext.Current.CancellationToken);
                await rows.WriteAsync<int>(count, new int?[] { null, 7 }.AsMemory(), cancellationToken: TestContext.Current.CancellationToken);
            }
        }

        List<CsvRowReaderTests.Row> read = CsvRowReaderTests.ReadFile(file.Path);

        read.Should().HaveCount(4);
        read[2].Cells[0].Should().Be("Ana, 1");
        read[2].Cells[1].Should().StartWith("2018-05-01T12:30:00");
        read[2].Cells[2].Should().BeEmpty();
        read[2].Raw.Should().StartWith("\"Ana, 1\",2018-05-01T12:30:00");
        read[3].Cells.Should().Equal("Muñoz", "", "7");
        read[3].Line.Should().Be(4);
    }

    [Fact]
    public async Task Read_AnyByteChanged_GivesRowsOrARefusal()
    {
        using MemoryStream sound = new();
        DataField name = new("name", typeof(string));
        DataField born = new("born", typeof(int));
        await using (ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema(name, born), sound, cancellationToken: TestContext.Current.CancellationToken))
        {
            using ParquetRowGroupWriter rows = writer.CreateRowGroup();
            await rows.WriteAsync(name, Enumerable.Range(0, 40).Select(row => $"Ana {row % 7}").ToArray());
            await rows.WriteAsync<int>(born, Enumerable.Range(0, 40).ToArray().AsMemory(), cancellationToken: TestContext.Current.CancellationToken);
        }

        Damaged.EveryWay(sound.ToArray(), "table.parquet");
    }

    [Fact]
    public void Open_CutOff_IsRefused()
    {
        using FileOnDisk file = new("table.parquet", [.. "PAR1"u8, .. new byte[200]]);

        Action opening = () => RowReader.Open(file.Path, CsvRowReaderTests.IsHeader).Dispose();

        opening.Should().Throw<RefusalException>().Which.Refusal.Code.Should().Be("file-broken");
    }
}
