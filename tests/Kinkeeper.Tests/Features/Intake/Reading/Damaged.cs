using CsCheck;
using Kinkeeper.Platform;

namespace Kinkeeper.Tests.Features.Intake.Reading;

/// <summary>Changes random bytes of a sound file, or cuts it off. A reader must then read or refuse it, and never fail otherwise.</summary>
internal static class Damaged
{
    public static void EveryWay(byte[] sound, string name) =>
        Gen.Select(Gen.Select(Gen.Int[0, sound.Length - 1], Gen.Byte).Array[1, 4], Gen.Int[8, sound.Length]).Sample(
            (changes, length) =>
            {
                byte[] bytes = [.. sound];
                foreach ((int at, byte value) in changes)
                {
                    bytes[at] = value;
                }

                using FileOnDisk file = new(name, bytes[..(changes.Length == 1 ? length : bytes.Length)]);
                try
                {
                    CsvRowReaderTests.ReadFile(file.Path, keep: 1);
                }
                catch (RefusalException refused)
                {
                    refused.Refusal.Sentence.Should().Contain(file.Path);
                }
            },
            iter: 400,
            threads: 1);
}
