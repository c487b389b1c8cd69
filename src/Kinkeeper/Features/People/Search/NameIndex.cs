using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Kinkeeper.Features.Records.Values;

namespace Kinkeeper.Features.People.Search;

/// <summary>A record that may match a name.</summary>
/// <param name="Record">Its number.</param>
/// <param name="Score">0 to 1: the share of the searched parts that the name has, weighted by rarity.</param>
internal readonly record struct NameHit(int Record, float Score);

/// <summary>
/// An index of the distinct parts of all names and the records that have them. A part is found as written or with one slip: a letter
/// left out, added, replaced, or two neighbours swapped (Damerau 1964). Slips are looked up by the part with one letter removed
/// (Mor and Fraenkel 1982), without scanning all parts. The index does not change once built, so many searches may run at once.
/// </summary>
internal sealed class NameIndex
{
    private const float AlmostWeight = 0.8f;

    /// <summary>The shortest part that may have a slip. A shorter one would match too many others.</summary>
    private const int ShortestWithSlip = 4;

    /// <summary>The lowest score of a match: two of four parts of usual weight, since agencies drop surnames.</summary>
    private const float LeastScore = 0.4f;

    private readonly Dictionary<string, int> _ids;
    private readonly string[] _parts;
    private readonly int[] _firstOfPart;
    private readonly int[] _records;
    private readonly int[] _recordKeys;
    private readonly byte[] _partsOfRecord;
    private readonly uint[] _slipHashes;
    private readonly int[] _slipParts;

    /// <summary>Zeroed score arrays for reuse. Only changed entries are cleared, and no search allocates arrays of this size.</summary>
    private readonly ConcurrentBag<(float[] Score, float[] OfThisPart)> _idle = [];

    private NameIndex(Dictionary<string, int> ids, List<(int Record, int Part)> pairs, int[] recordKeys, byte[] partsOfRecord)
    {
        _ids = ids;
        _recordKeys = recordKeys;
        _partsOfRecord = partsOfRecord;
        _parts = new string[ids.Count];
        foreach ((string part, int id) in ids)
        {
            _parts[id] = part;
        }

        _firstOfPart = new int[_parts.Length + 1];
        foreach ((_, int part) in pairs)
        {
            _firstOfPart[part + 1]++;
        }

        for (int part = 0; part < _parts.Length; part++)
        {
            _firstOfPart[part + 1] += _firstOfPart[part];
        }

        int[] next = [.. _firstOfPart];
        _records = new int[pairs.Count];
        foreach ((int record, int part) in pairs)
        {
            _records[next[part]++] = record;
        }

        List<uint> hashes = [];
        List<int> parts = [];
        for (int part = 0; part < _parts.Length; part++)
        {
            if (_parts[part].Length >= ShortestWithSlip - 1)
            {
                foreach (uint hash in Slips(_parts[part]))
                {
                    hashes.Add(hash);
                    parts.Add(part);
                }
            }
        }

        _slipHashes = [.. hashes];
        _slipParts = [.. parts];
        Array.Sort(_slipHashes, _slipParts);
    }

    public int Records => _recordKeys.Length;

    public int Parts => _parts.Length;

    /// <param name="names">Records by number, with their parts separated by blanks or the bar of a folded name.</param>
    public static NameIndex Of(IEnumerable<(long Record, string Folded)> names)
    {
        Dictionary<string, int> ids = new(StringComparer.Ordinal);
        Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> lookup = ids.GetAlternateLookup<ReadOnlySpan<char>>();
        List<(int, int)> pairs = [];
        List<int> keys = [];
        List<byte> counts = [];
        HashSet<int> own = [];
        foreach ((long record, string folded) in names)
        {
            own.Clear();
            foreach (Range range in folded.AsSpan().SplitAny(' ', '|'))
            {
                ReadOnlySpan<char> part = folded.AsSpan()[range];
                if (part.IsEmpty)
                {
                    continue;
                }

                if (!lookup.TryGetValue(part, out int id))
                {
                    id = ids.Count;
                    lookup[part] = id;
                }

                if (own.Add(id))
                {
                    pairs.Add((keys.Count, id));
                }
            }

            keys.Add(checked((int)record));
            counts.Add((byte)Math.Min(own.Count, byte.MaxValue));
        }

        return new NameIndex(ids, pairs, [.. keys], [.. counts]);
    }

    /// <summary>Returns the records with the best-matching names, best first.</summary>
    /// <param name="name">The name as typed: any order, with or without accents.</param>
    /// <param name="most">The most records to return.</param>
    public IReadOnlyList<NameHit> Find(NameParts name, int most)
    {
        List<List<Reading>> asked = Asked($"{name.Given} {name.Surnames}".Split(' ', StringSplitOptions.RemoveEmptyEntries));
        if (asked.Count == 0)
        {
            return [];
        }

        (float[] score, float[] ofThisPart) = _idle.TryTake(out (float[], float[]) idle) ? idle : (new float[Records], new float[Records]);
        List<int> touched = [];
        List<int> touchedByPart = [];
        float whole = 0;
        foreach (List<Reading> meant in asked)
        {
            touchedByPart.Clear();
            float weight = Weight(meant);
            foreach (Reading reading in meant)
            {
                float gain = weight * reading.Likeness;
                foreach (int record in Having(reading))
                {
                    if (ofThisPart[record] == 0)
                    {
                        touchedByPart.Add(record);
                    }

                    ofThisPart[record] = Math.Max(ofThisPart[record], gain);
                }
            }

            whole += weight;
            foreach (int record in CollectionsMarshal.AsSpan(touchedByPart))
            {
                if (score[record] == 0)
                {
                    touched.Add(record);
                }

                score[record] += ofThisPart[record];
                ofThisPart[record] = 0;
            }
        }

        List<NameHit> hits = Nearest(touched, score, whole, asked.Count, most);
        foreach (int record in CollectionsMarshal.AsSpan(touched))
        {
            score[record] = 0;
        }

        _idle.Add((score, ofThisPart));
        return hits;
    }

    private List<NameHit> Nearest(List<int> touched, float[] score, float whole, int asked, int most)
    {
        PriorityQueue<int, (float, int)> nearest = new(most + 1);
        foreach (int record in CollectionsMarshal.AsSpan(touched))
        {
            float share = score[record] / whole;
            if (share < LeastScore)
            {
                continue;
            }

            // Of two names with all the searched parts, the one with fewer other parts comes first.
            share -= 0.01f * Math.Clamp(_partsOfRecord[record] - asked, 0, 10);
            if (nearest.Count < most)
            {
                nearest.Enqueue(record, (share, -record));
            }
            else
            {
                nearest.EnqueueDequeue(record, (share, -record));
            }
        }

        List<NameHit> hits = new(nearest.Count);
        while (nearest.TryDequeue(out int record, out (float Share, int) priority))
        {
            hits.Add(new NameHit(_recordKeys[record], priority.Share));
        }

        hits.Reverse();
        return hits;
    }

    /// <summary>
    /// Returns the possible readings of each searched part: the part itself, a part one slip away, the part it forms with its neighbour
    /// if a clerk joined them, or two parts if it joins two.
    /// </summary>
    private List<List<Reading>> Asked(string[] written)
    {
        List<List<Reading>> asked = [];
        string[] parts = [.. written.Distinct().Take(12)];
        for (int at = 0; at < parts.Length; at++)
        {
            List<Reading> meant = [.. Meant(parts[at])];
            foreach (string joined in (string[])[at > 0 ? parts[at - 1] + parts[at] : string.Empty, at + 1 < parts.Length ? parts[at] + parts[at + 1] : string.Empty])
            {
                if (_ids.TryGetValue(joined, out int known))
                {
                    meant.Add(new Reading(known, null, AlmostWeight));
                }
            }

            for (int cut = 3; cut <= parts[at].Length - 3; cut++)
            {
                if (_ids.TryGetValue(parts[at][..cut], out int first) && _ids.TryGetValue(parts[at][cut..], out int second))
                {
                    meant.Add(new Reading(first, second, AlmostWeight));
                }
            }

            asked.Add(meant);
        }

        return asked;
    }

    /// <summary>
    /// Returns the weight of a part: the rarer, the higher. A known part uses its own rarity, an unknown one that of its commonest reading.
    /// A misspelling of a common part is rare and would otherwise rank above the part itself.
    /// </summary>
    private float Weight(List<Reading> meant) => meant.Count == 0 ? 0 : meant[0].Likeness == 1 ? Rarity(meant[0].Part) : meant.Min(reading => Rarity(reading.Part));

    private IEnumerable<int> Having(Reading reading)
    {
        ArraySegment<int> records = RecordsOf(reading.Part);
        return reading.With is { } with ? records.Intersect(RecordsOf(with)) : records;
    }

    private ArraySegment<int> RecordsOf(int part) => new(_records, _firstOfPart[part], _firstOfPart[part + 1] - _firstOfPart[part]);

    /// <summary>Returns the parts a written one may mean: itself, and those one slip away.</summary>
    private IEnumerable<Reading> Meant(string written)
    {
        if (_ids.TryGetValue(written, out int same))
        {
            yield return new Reading(same, null, 1);
        }

        if (written.Length < ShortestWithSlip)
        {
            yield break;
        }

        HashSet<int> seen = _ids.ContainsKey(written) ? [same] : [];
        foreach (uint hash in Slips(written))
        {
            for (int at = First(hash); at < _slipHashes.Length && _slipHashes[at] == hash; at++)
            {
                int part = _slipParts[at];
                if (seen.Add(part) && IsOneSlip(written, _parts[part]))
                {
                    yield return new Reading(part, null, AlmostWeight);
                }
            }
        }
    }

    private float Rarity(int part) => MathF.Log(1 + ((float)Records / (_firstOfPart[part + 1] - _firstOfPart[part])));

    private int First(uint hash)
    {
        int from = 0;
        int to = _slipHashes.Length;
        while (from < to)
        {
            int middle = (from + to) >>> 1;
            if (_slipHashes[middle] < hash)
            {
                from = middle + 1;
            }
            else
            {
                to = middle;
            }
        }

        return from;
    }

    /// <summary>
    /// Returns hashes (FNV-1a) of the part and of the part without each of its letters. Equal hashes are compared afterwards.
    /// </summary>
    private static IEnumerable<uint> Slips(string part)
    {
        for (int without = -1; without < part.Length; without++)
        {
            uint hash = 2166136261;
            for (int at = 0; at < part.Length; at++)
            {
                hash = at == without ? hash : (hash ^ part[at]) * 16777619;
            }

            yield return hash;
        }
    }

    /// <summary>Returns true if two different parts are one slip apart.</summary>
    internal static bool IsOneSlip(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        int same = a.CommonPrefixLength(b);
        a = a[same..];
        b = b[same..];
        return Math.Abs(a.Length - b.Length) switch
        {
            0 when a.Length > 0 => a[1..].SequenceEqual(b[1..]) || (a.Length > 1 && a[0] == b[1] && a[1] == b[0] && a[2..].SequenceEqual(b[2..])),
            1 => a.Length > b.Length ? a[1..].SequenceEqual(b) : b[1..].SequenceEqual(a),
            _ => false,
        };
    }

    /// <summary>A possible reading of a written part: a known part, or two parts that a record has both of.</summary>
    private readonly record struct Reading(int Part, int? With, float Likeness);
}
