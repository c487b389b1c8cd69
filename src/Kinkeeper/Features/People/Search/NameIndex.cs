using System.Runtime.InteropServices;
using System.Text;
using Kinkeeper.Features.Intake.Tables;
using Kinkeeper.Linkage.Text;

namespace Kinkeeper.Features.People.Search;

/// <summary>
/// Which persons bear which parts of a name, in memory. A part is found as it is written or with one typing error (a letter too
/// many, too few, another one, or two exchanged): every part is filed under itself and under itself without each of its letters, so
/// that a look-up compares a handful of parts and not all of them (as SymSpell does, W. Garbe, 2012). The order of the parts, and parts left
/// out, do not matter; rare parts count for more than common ones.
/// </summary>
public sealed class NameIndex
{
    /// <summary>Shorter parts differ from each other by one letter too often.</summary>
    private const int ShortestWithError = 4;

    /// <summary>What a part with a typing error counts for, beside one as written.</summary>
    private const float WithError = 0.6f;

    /// <summary>What a part that the person's records do not have takes away, in shares of its own weight.</summary>
    private const float Missing = 0.5f;

    /// <summary>What each further part of the person's names takes away: of two who fit alike, the one whose name is said more fully stands first.</summary>
    private const float Unsaid = 0.15f;

    private readonly Dictionary<string, int> _partIds = new(StringComparer.Ordinal);
    private readonly List<string> _parts = [];
    private readonly List<List<int>> _bearers = [];
    private readonly Dictionary<PersonId, int> _personIds = [];
    private readonly List<PersonId> _persons = [];
    private readonly List<byte> _partCounts = [];

    /// <summary>Hash of a part, or of a part without one letter, and the part: sorted by hash.</summary>
    private (uint Hash, int Part)[] _near = [];
    private int _nearParts;
    private float[] _scores = [];

    public int Persons => _persons.Count;

    public int Parts => _parts.Count;

    /// <summary>About how many bytes the index takes.</summary>
    public long Bytes =>
        _bearers.Sum(bearers => 56L + (bearers.Capacity * 4L)) + (_parts.Sum(part => 26L + (part.Length * 2L) + 40L)) + (_near.Length * 8L) + (_persons.Count * (8L + 28L + 1L)) + (_scores.Length * 4L);

    /// <summary>Adds a name of a person; once more is once.</summary>
    /// <param name="person">Who bears it.</param>
    /// <param name="foldedName">Its parts in capital letters, with blanks between them.</param>
    public void Add(PersonId person, string foldedName)
    {
        if (!_personIds.TryGetValue(person, out int bearer))
        {
            bearer = _persons.Count;
            _personIds.Add(person, bearer);
            _persons.Add(person);
            _partCounts.Add(0);
        }

        foreach (string part in foldedName.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!_partIds.TryGetValue(part, out int id))
            {
                id = _parts.Count;
                _partIds.Add(part, id);
                _parts.Add(part);
                _bearers.Add([]);
            }

            // Records of one person mostly come one after the other, but not always.
            List<int> bearers = _bearers[id];
            if (bearers.Count == 0 || bearers[^1] < bearer)
            {
                bearers.Add(bearer);
                _partCounts[bearer] = (byte)Math.Min(_partCounts[bearer] + 1, byte.MaxValue);
            }
            else if (bearers.BinarySearch(bearer) is < 0 and var place)
            {
                bearers.Insert(~place, bearer);
                _partCounts[bearer] = (byte)Math.Min(_partCounts[bearer] + 1, byte.MaxValue);
            }
        }
    }

    /// <summary>The persons whose names fit best, best first; those who share no part at all are never among them.</summary>
    /// <param name="parts">Parts of the name asked for, folded.</param>
    /// <param name="most">How many at most.</param>
    public IReadOnlyList<PersonId> Find(IReadOnlyCollection<string> parts, int most)
    {
        File();
        string[] asked = [.. parts.Distinct(StringComparer.Ordinal)];
        if (_scores.Length < _persons.Count)
        {
            _scores = new float[_persons.Capacity];
        }

        List<int> touched = [];
        List<(int Part, float Share)>[] fitting = [.. asked.Select(Fitting)];
        // A particle that a fifth of everybody bears tells nobody apart, unless nothing else was asked.
        bool onlyCommon = fitting.All(fits => fits.TrueForAll(fit => IsCommon(fit.Part)));
        float all = 0;
        foreach (List<(int Part, float Share)> fits in fitting)
        {
            float weight = Weight(fits);
            all += weight;
            // Those who bear the part as written come first in the list: nobody gets a part twice.
            HashSet<int> given = [];
            foreach ((int part, float share) in fits)
            {
                if (IsCommon(part) && !onlyCommon)
                {
                    continue;
                }

                foreach (int person in CollectionsMarshal.AsSpan(_bearers[part]))
                {
                    if (fits.Count > 1 && !given.Add(person))
                    {
                        continue;
                    }

                    if (_scores[person] == 0)
                    {
                        touched.Add(person);
                    }

                    _scores[person] += weight * share * (1 + Missing);
                }
            }
        }

        PriorityQueue<int, (float, int)> best = new();
        foreach (int person in touched)
        {
            float score = _scores[person] - (all * Missing) - (Unsaid * _partCounts[person]);
            _scores[person] = 0;
            if (best.Count < most)
            {
                best.Enqueue(person, (score, -person));
            }
            else
            {
                best.EnqueueDequeue(person, (score, -person));
            }
        }

        PersonId[] found = new PersonId[best.Count];
        for (int place = found.Length - 1; place >= 0; place--)
        {
            found[place] = _persons[best.Dequeue()];
        }

        return found;
    }

    /// <summary>The parts that one asked for may be, as written first.</summary>
    private List<(int Part, float Share)> Fitting(string asked)
    {
        List<(int Part, float Share)> fits = [];
        if (_partIds.TryGetValue(asked, out int exact))
        {
            fits.Add((exact, 1));
        }

        if (asked.Length < ShortestWithError)
        {
            return fits;
        }

        byte[] letters = Encoding.Latin1.GetBytes(asked);
        HashSet<int> seen = [exact];
        if (fits.Count == 0)
        {
            seen.Clear();
        }

        foreach (uint hash in Hashes(asked))
        {
            for (int place = LowerBound(hash); place < _near.Length && _near[place].Hash == hash; place++)
            {
                int part = _near[place].Part;
                if (seen.Add(part) && _parts[part].Length >= ShortestWithError - 1 && EditDistance.Damerau(letters, Encoding.Latin1.GetBytes(_parts[part])) == 1)
                {
                    fits.Add((part, WithError));
                }
            }
        }

        return fits;
    }

    /// <summary>How much a part tells: more, the fewer bear it. One that nobody bears tells as much as one that a single person bears.</summary>
    private float Weight(List<(int Part, float Share)> fits)
    {
        int bearers = fits.Count == 0 ? 1 : fits[0].Share == 1 ? _bearers[fits[0].Part].Count : fits.Sum(fit => _bearers[fit.Part].Count);
        return MathF.Log2(1 + ((_persons.Count + 1f) / bearers));
    }

    private bool IsCommon(int part) => _persons.Count > 100 && _bearers[part].Count > _persons.Count / 5;

    /// <summary>Files parts that came since the last look-up.</summary>
    private void File()
    {
        if (_nearParts == _parts.Count)
        {
            return;
        }

        List<(uint Hash, int Part)> near = [.. _near];
        for (int part = _nearParts; part < _parts.Count; part++)
        {
            if (_parts[part].Length >= ShortestWithError - 1)
            {
                foreach (uint hash in Hashes(_parts[part]))
                {
                    near.Add((hash, part));
                }
            }
        }

        _nearParts = _parts.Count;
        _near = [.. near];
        Array.Sort(_near);
    }

    /// <summary>Of the part and of the part without each of its letters.</summary>
    private static IEnumerable<uint> Hashes(string part)
    {
        yield return Hash(part, -1);
        for (int left = 0; left < part.Length; left++)
        {
            // Of a double letter either one leaves the same.
            if (left == 0 || part[left] != part[left - 1])
            {
                yield return Hash(part, left);
            }
        }
    }

    /// <summary>FNV-1a.</summary>
    private static uint Hash(string part, int without)
    {
        uint hash = 2166136261;
        for (int place = 0; place < part.Length; place++)
        {
            if (place != without)
            {
                hash = (hash ^ part[place]) * 16777619;
            }
        }

        return hash;
    }

    private int LowerBound(uint hash)
    {
        int low = 0;
        int high = _near.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (_near[middle].Hash < hash)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
