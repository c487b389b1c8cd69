using System.Globalization;

namespace Kinkeeper.Bench.Linkage;

/// <summary>
/// Makes files of synthetic person records for benchmarks: two surnames, compound given names, realistically skewed
/// frequencies, and later records of the same person with misspelt names, missing fields and wrong dates. The same seed
/// makes the same file.
/// </summary>
internal static class PersonFile
{
    private static readonly string[] Syllables =
        ["ma", "ri", "lo", "pe", "gar", "ci", "her", "nan", "dez", "mo", "ra", "les", "cas", "ti", "llo", "ji", "me", "vas", "quez", "gu", "tie", "rrez", "san", "tos", "che", "xa", "jun", "po", "tzi", "cux", "ajc", "bal", "ixt", "tec", "cho", "coy"];

    private static readonly string[] Countries = ["GTM", "HND", "SLV", "MEX", "ECU", "BRA", "NIC", "PER", "COL", "ROU"];

    /// <summary>Returns the file with this number of records in the temporary folder. Makes it if it is missing.</summary>
    public static string Of(int records)
    {
        string path = Path.Combine(Path.GetTempPath(), $"kinkeeper-bench-{records}.csv");
        if (!File.Exists(path))
        {
            Write(path + ".partial", records, seed: 7);
            File.Move(path + ".partial", path);
        }

        return path;
    }

    /// <summary>Writes <paramref name="records"/> records to <paramref name="path"/>.</summary>
    public static void Write(string path, int records, int seed)
    {
        ulong state = unchecked((ulong)seed * 0x9E3779B97F4A7C15) ^ 0xD1B54A32D192ED03;
        string[] given = Names(2_500, 2, 3, ref state);
        string[] surnames = Names(18_000, 2, 4, ref state);
        double[] givenShares = Zipf(given.Length, 0.95);
        double[] surnameShares = Zipf(surnames.Length, 0.85);
        using StreamWriter writer = new(path) { NewLine = "\n" };
        writer.WriteLine("record_id,given_name,second_name,surname_1,surname_2,date_of_birth,sex,citizenship,sector,a_number,person");
        string[] person = new string[10];
        int number = 0;
        int left = 0;
        for (int record = 0; record < records; record++)
        {
            if (left == 0)
            {
                number++;
                left = 1 + (Uniform(ref state) < 0.35 ? 1 : 0) + (Uniform(ref state) < 0.1 ? 2 : 0);
                DateTime birth = new DateTime(1955, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddDays((int)(Math.Pow(Uniform(ref state), 0.6) * 23_000));
                person[0] = given[Draw(givenShares, ref state)];
                person[1] = Uniform(ref state) < 0.5 ? given[Draw(givenShares, ref state)] : "";
                person[2] = surnames[Draw(surnameShares, ref state)];
                person[3] = Uniform(ref state) < 0.8 ? surnames[Draw(surnameShares, ref state)] : "";
                person[4] = birth.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
                person[5] = Uniform(ref state) < 0.6 ? "M" : "F";
                person[6] = Countries[(int)(Math.Pow(Uniform(ref state), 2) * Countries.Length)];
                person[7] = $"S{(int)(Uniform(ref state) * 20)}";
                person[8] = (200_000_000 + number).ToString(CultureInfo.InvariantCulture);
            }

            left--;
            writer.Write(record.ToString(CultureInfo.InvariantCulture));
            writer.Write(',');
            writer.Write(Misspelt(person[0], ref state));
            writer.Write(',');
            writer.Write(Uniform(ref state) < 0.2 ? "" : person[1]);
            writer.Write(',');
            writer.Write(Misspelt(person[2], ref state));
            writer.Write(',');
            writer.Write(Uniform(ref state) < 0.2 ? "" : Misspelt(person[3], ref state));
            writer.Write(',');
            writer.Write(Date(person[4], ref state));
            writer.Write(',');
            writer.Write(person[5]);
            writer.Write(',');
            writer.Write(person[6]);
            writer.Write(',');
            writer.Write(Uniform(ref state) < 0.3 ? $"S{(int)(Uniform(ref state) * 20)}" : person[7]);
            writer.Write(',');
            writer.Write(Uniform(ref state) < 0.3 ? "" : person[8]);
            writer.Write(',');
            writer.WriteLine(number.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static string[] Names(int count, int fewest, int most, ref ulong state)
    {
        HashSet<string> names = [];
        while (names.Count < count)
        {
            int syllables = fewest + (int)(Uniform(ref state) * (most - fewest + 1));
            string name = "";
            for (int at = 0; at < syllables; at++)
            {
                name += Syllables[(int)(Uniform(ref state) * Syllables.Length)];
            }

            names.Add(char.ToUpperInvariant(name[0]) + name[1..]);
        }

        return [.. names];
    }

    private static double[] Zipf(int count, double exponent)
    {
        double[] cumulative = new double[count];
        double sum = 0;
        for (int rank = 0; rank < count; rank++)
        {
            sum += 1 / Math.Pow(rank + 5, exponent);
            cumulative[rank] = sum;
        }

        for (int rank = 0; rank < count; rank++)
        {
            cumulative[rank] /= sum;
        }

        return cumulative;
    }

    private static int Draw(double[] cumulative, ref ulong state)
    {
        int at = Array.BinarySearch(cumulative, Uniform(ref state));
        return Math.Min(at < 0 ? ~at : at, cumulative.Length - 1);
    }

    private static string Misspelt(string name, ref ulong state)
    {
        if (name.Length < 3 || Uniform(ref state) > 0.12)
        {
            return name;
        }

        int at = 1 + (int)(Uniform(ref state) * (name.Length - 2));
        return (int)(Uniform(ref state) * 3) switch
        {
            0 => name.Remove(at, 1),
            1 => name.Insert(at, ((char)('a' + (int)(Uniform(ref state) * 26))).ToString()),
            _ => $"{name[..at]}{name[at + 1]}{name[at]}{name[(at + 2)..]}",
        };
    }

    private static string Date(string date, ref ulong state)
    {
        double chance = Uniform(ref state);
        return chance < 0.05 ? ""
            : chance < 0.07 ? $"{date[..4]}-01-01"
            : chance < 0.1 ? $"{date[..4]}-{date[5..7]}-{1 + (int)(Uniform(ref state) * 28):00}"
            : date;
    }

    private static double Uniform(ref ulong state)
    {
        unchecked
        {
            // SplitMix64 (Steele, Lea, Flood 2014).
            state += 0x9E3779B97F4A7C15;
            ulong z = state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
        }
    }
}
