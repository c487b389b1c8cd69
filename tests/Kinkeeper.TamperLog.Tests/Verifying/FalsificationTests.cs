using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Kinkeeper.TamperLog.Merkle;
using Kinkeeper.TamperLog.Tests.External;
using Kinkeeper.TamperLog.Tests.Fixtures;
using Kinkeeper.TamperLog.Tiles;
using Kinkeeper.TamperLog.Writing;

namespace Kinkeeper.TamperLog.Tests.Verifying;

/// <summary>
/// A thousand scripted falsifications of a log on disk, by somebody who has all files but not the signing key. Our check and Go's
/// verifier must both catch each one. A log cut back to an older signed checkpoint looks whole; <see cref="FsckTests"/> covers it.
/// </summary>
public sealed class FalsificationTests(GoVerifier go) : IClassFixture<GoVerifier>
{
    private const int Size = 1_300;
    private const int Rounds = 125;

    private delegate string Falsification(string folder, Random random);

    private static readonly (string Name, Falsification Change)[] Kinds =
    [
        ("entry", ChangeEntry),
        ("tile", ChangeTile),
        ("checkpoint", ChangeCheckpoint),
        ("reorder", Reorder),
        ("delete", Delete),
        ("insert", Insert),
        ("truncate", Truncate),
        ("back-date", BackDate),
    ];

    [Fact]
    public async Task Check_AThousandFalsifications_AreAllCaughtByUsAndByGo()
    {
        using TemporaryLog original = new();
        byte[] older;
        using (TamperLogWriter writer = original.Open())
        {
            await TemporaryLog.AppendAsync(writer, 0, Size - 300);
            older = File.ReadAllBytes(original.Files.Checkpoint);
            await TemporaryLog.AppendAsync(writer, Size - 300, Size);
        }

        Directory.Delete(original.Files.Private, recursive: true);
        File.WriteAllBytes(original.Files.File("older"), older);
        Dictionary<string, byte[]> files =
            Directory.GetFiles(original.Folder, "*", SearchOption.AllDirectories).ToDictionary(path => path, File.ReadAllBytes);
        Dictionary<string, int> caught = [];
        for (int round = 0; round < Rounds; round++)
        {
            foreach ((string name, Falsification change) in Kinds)
            {
                string what = change(original.Folder, new Random((round * 8) + name.Length));

                Func<Task> ours = () => original.FsckAsync();
                (await ours.Should().ThrowAsync<Exception>($"{name}: {what}")).Which.Should().Match<Exception>(
                    error => error is LogIntegrityException || error is LogFormatException);
                go.Refuses(original.Folder, original.Key).Should().NotBeNull($"Go must catch {name}: {what}");
                caught[name] = caught.GetValueOrDefault(name) + 1;
                Restore(original.Folder, files);
            }
        }

        await original.FsckAsync();
        caught.Values.Sum().Should().Be(1_000);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"Caught by both: {string.Join(", ", caught.Select(kind => $"{kind.Value} {kind.Key}"))}.");
    }

    private static string ChangeEntry(string folder, Random random)
    {
        string path = Bundle(folder, random.Next(Size / 256 + 1));
        return ChangeByte(path, random, from: 2, keepLengths: true);
    }

    private static string ChangeTile(string folder, Random random)
    {
        string[] tiles =
        [
            .. Enumerable.Range(0, Size / 256).Select(i => $"tile/0/{i:000}"),
            $"tile/0/{Size / 256:000}.p/{Size % 256}", $"tile/1/000.p/{Size / 256}",
        ];
        return ChangeByte(Path.Combine(folder, tiles[random.Next(tiles.Length)]), random, from: 0);
    }

    private static string ChangeCheckpoint(string folder, Random random)
    {
        // Any character except the end of the signature: Go's base64 ignores unused bits there.
        string path = Path.Combine(folder, "checkpoint");
        byte[] bytes = File.ReadAllBytes(path);
        int at = random.Next(bytes.Length - 6);
        bytes[at] = (byte)(bytes[at] == 'A' ? 'B' : 'A');
        File.WriteAllBytes(path, bytes);
        return $"byte {at}";
    }

    private static string Reorder(string folder, Random random)
    {
        (string path, List<byte[]> entries) = Read(folder, random);
        int at = random.Next(entries.Count - 1);
        (entries[at], entries[at + 1]) = (entries[at + 1], entries[at]);
        return Write(path, entries, $"entries {at} and {at + 1} of {path}");
    }

    private static string Delete(string folder, Random random)
    {
        (string path, List<byte[]> entries) = Read(folder, random);
        int at = random.Next(entries.Count);
        entries.RemoveAt(at);
        return Write(path, entries, $"entry {at} of {path}");
    }

    private static string Insert(string folder, Random random)
    {
        (string path, List<byte[]> entries) = Read(folder, random);
        int at = random.Next(entries.Count + 1);
        entries.Insert(at, TemporaryLog.Entry(random.Next(Size)).ToArray());
        return Write(path, entries, $"before entry {at} of {path}");
    }

    private static string Truncate(string folder, Random random)
    {
        string[] paths = Directory.GetFiles(Path.Combine(folder, "tile"), "*", SearchOption.AllDirectories)
            .Where(IsNeeded)
            .Append(Path.Combine(folder, "checkpoint"))
            .Order(StringComparer.Ordinal).ToArray();
        string path = paths[random.Next(paths.Length)];
        byte[] bytes = File.ReadAllBytes(path);
        int length = random.Next(bytes.Length);
        File.WriteAllBytes(path, bytes[..length]);
        return $"{path} to {length} of {bytes.Length}";
    }

    /// <summary>
    /// Replaces an older entry with a new one and recomputes its tiles. Then either puts the new root under the old signature, or
    /// restores an older, truly signed checkpoint.
    /// </summary>
    private static string BackDate(string folder, Random random)
    {
        int at = random.Next(Size - 300);
        string path = Bundle(folder, at / 256);
        List<byte[]> entries = Entries(path);
        entries[at % 256] = Encoding.UTF8.GetBytes($"back-dated {random.Next()}");
        Write(path, entries, "");
        TileEdge edge = new();
        for (int i = 0; i <= Size / 256; i++)
        {
            foreach (byte[] entry in Entries(Bundle(folder, i)))
            {
                edge.Append(MerkleHash.Leaf(entry), (level, index, hashes) =>
                    File.WriteAllBytes(
                        Path.Combine(folder, TilePath.Tile(level, index, 256)),
                        MemoryMarshal.AsBytes(hashes).ToArray()));
            }
        }

        for (int level = 0; level < edge.Levels; level++)
        {
            File.WriteAllBytes(
                Path.Combine(folder, TilePath.Tile(level, edge.PartialIndex(level), edge.PartialWidth(level))),
                MemoryMarshal.AsBytes(edge.Partial(level)).ToArray());
        }

        string checkpoint = Path.Combine(folder, "checkpoint");
        if (random.Next(2) == 0)
        {
            // The new root with the old signature.
            string[] lines = File.ReadAllText(checkpoint).Split('\n');
            lines[2] = edge.Root().ToString();
            File.WriteAllText(checkpoint, string.Join('\n', lines));
        }
        else
        {
            File.Copy(Path.Combine(folder, "older"), checkpoint, overwrite: true);
        }

        return string.Create(CultureInfo.InvariantCulture, $"entry {at}");
    }

    private static string ChangeByte(string path, Random random, int from, bool keepLengths = false)
    {
        byte[] bytes = File.ReadAllBytes(path);
        int at = random.Next(from, bytes.Length);
        if (keepLengths)
        {
            // The lengths before entries are small numbers; the letters of entries are larger.
            while (bytes[at] < (byte)' ')
            {
                at = random.Next(from, bytes.Length);
            }
        }

        bytes[at] ^= (byte)(1 << random.Next(8));
        File.WriteAllBytes(path, bytes);
        return $"byte {at} of {path}";
    }

    private static (string Path, List<byte[]> Entries) Read(string folder, Random random)
    {
        string path = Bundle(folder, random.Next((Size / 256) + 1));
        return (path, Entries(path));
    }

    private static List<byte[]> Entries(string path)
    {
        List<byte[]> entries = [];
        byte[] bytes = File.ReadAllBytes(path);
        for (int at = 0; at < bytes.Length;)
        {
            int length = (bytes[at] << 8) | bytes[at + 1];
            entries.Add(bytes[(at + 2)..(at + 2 + length)]);
            at += 2 + length;
        }

        return entries;
    }

    private static string Write(string path, List<byte[]> entries, string what)
    {
        File.WriteAllBytes(path, [.. entries.SelectMany(entry => (byte[])[(byte)(entry.Length >> 8), (byte)entry.Length, .. entry])]);
        return what;
    }

    private static string Bundle(string folder, int index) =>
        Path.Combine(folder, TilePath.Entries(index, (int)Math.Min(256, Size - (index * 256))));

    /// <summary>Returns false for partial tiles of older sizes, which are not part of the current checkpoint.</summary>
    private static bool IsNeeded(string path) =>
        !path.Contains(".p/", StringComparison.Ordinal)
        || path.EndsWith($".p/{Size % 256}", StringComparison.Ordinal)
        || path.EndsWith($"tile/1/000.p/{Size / 256}", StringComparison.Ordinal);

    private static void Restore(string folder, Dictionary<string, byte[]> files)
    {
        foreach ((string path, byte[] bytes) in files)
        {
            File.WriteAllBytes(path, bytes);
        }
    }
}
