using System.Runtime.InteropServices;
using Kinkeeper.Features.Intake.Normalise;

namespace Kinkeeper.Features.People.Search;

/// <summary>A record that a name may mean.</summary>
/// <param name="Record">Its number.</param>
/// <param name="Score">0 to 1: how much of what was asked for, weighed by how rare it is, the record's name has.</param>
internal readonly record struct NameHit(int Record, float Score);

/// <summary>
/// The distinct parts of all names, and which records have them. A part is found as written or with one slip: a letter left out,
/// put in, replaced, or two neighbours swapped (Damerau 1964). That is looked up by what is left when one letter is taken out
/// (Mor and Fraenkel 1982), never by going through all parts. Not changed once built, so that many may ask at once.
/// </summary>
internal sealed class NameIndex
{
    private const float AlmostWeight = 0.8f;

    /// <summary>So short a part with a slip means too many others.</summary>
    private const int ShortestWithSlip = 4;

    /// <summary>What a record must have of what was asked for. Two of four parts of usual weight, since agencies drop surnames.</summary>
    private const float LeastScore = 0.4f;

    private readonly Dictionary<string, int> _ids;
    private readonly string[] _parts;
    private readonly int[] _firstOfPart;
    private readonly int[] _records;
    private readonly int[] _recordKeys;
    private readonly byte[] _partsOfRecord;
    private readonly uint[] _slipHashes;
    private readonly int[] _slipParts;

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

    /// <summary>The records whose names come nearest, the nearest first.</summary>
    /// <param name="name">As somebody writes it: any order, with or without accents.</param>
    /// <param name="most">At most so many.</param>
    public IReadOnlyList<NameHit> Find(NameParts name, int most)
    {
        List<IReadOnlyList<(int Part, float Likeness)>> asked = Asked($"{name.Given} {name.Surnames}".Split(' ', StringSplitOptions.RemoveEmptyEntries));
        if (asked.Count == 0)
        {
            return [];
        }

        float[] score = new float[Records];
        float[] ofThisPart = new float[Records];
        List<int> touched = [];
        List<int> touchedByPart = [];
        float whole = 0;
        foreach (IReadOnlyList<(int, float)> meant in asked)
        {
            touchedByPart.Clear();
            float weight = 0;
            foreach ((int known, float likeness) in meant)
            {
                // The rarer reading counts: what is rare tells more about who is meant.
                float gain = Rarity(known) * likeness;
                weight = Math.Max(weight, Rarity(known));
                for (int at = _firstOfPart[known]; at < _firstOfPart[known + 1]; at++)
                {
                    int record = _records[at];
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

        return Nearest(touched, score, whole, asked.Count, most);
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

            // Of two that have all that was asked for, the one that has nothing else comes first.
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
    /// For each part of what was asked for, the known parts that it may stand for. Parts that are written together elsewhere stand
    /// for that one besides; one that is two known parts run together is asked for as two.
    /// </summary>
    private List<IReadOnlyList<(int Part, float Likeness)>> Asked(string[] written)
    {
        List<IReadOnlyList<(int, float)>> asked = [];
        string[] parts = [.. written.SelectMany(Apart).Distinct().Take(12)];
        for (int at = 0; at < parts.Length; at++)
        {
            List<(int, float)> meant = [.. Meant(parts[at])];
            foreach (string joined in (string[])[at > 0 ? parts[at - 1] + parts[at] : string.Empty, at + 1 < parts.Length ? parts[at] + parts[at + 1] : string.Empty])
            {
                if (_ids.TryGetValue(joined, out int known))
                {
                    meant.Add((known, AlmostWeight));
                }
            }

            asked.Add(meant);
        }

        return asked;
    }

    private string[] Apart(string written)
    {
        for (int at = 3; at <= written.Length - 3 && !_ids.ContainsKey(written); at++)
        {
            if (_ids.ContainsKey(written[..at]) && _ids.ContainsKey(written[at..]))
            {
                return [written, written[..at], written[at..]];
            }
        }

        return [written];
    }

    /// <summary>The parts that a written one may stand for: itself, and those one slip away.</summary>
    private IEnumerable<(int Part, float Likeness)> Meant(string written)
    {
        if (_ids.TryGetValue(written, out int same))
        {
            yield return (same, 1);
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
                    yield return (part, AlmostWeight);
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

    /// <summary>The part, and what is left of it without each of its letters, as hashes (FNV-1a): equal ones are compared afterwards.</summary>
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

    /// <summary>Whether two different parts are one slip apart.</summary>
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
}
