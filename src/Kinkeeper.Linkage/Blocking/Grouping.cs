using System.Runtime.CompilerServices;

namespace Kinkeeper.Linkage.Blocking;

/// <summary>Rows grouped by the numbers of their values.</summary>
internal static class Grouping
{
    /// <summary>The rows that share a value with another one, group after group, ascending within each; 0 is NULL and groups nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (int[] Members, int[] Starts) GroupBy(int[] ids, int rows, int values)
    {
        int[] counts = new int[values];
        for (int row = 0; row < rows; row++)
        {
            counts[ids[row]]++;
        }

        int groups = 0;
        int members = 0;
        counts[0] = 0;
        for (int id = 1; id < values; id++)
        {
            bool several = counts[id] > 1;
            groups += several ? 1 : 0;
            members += several ? counts[id] : 0;
        }

        int[] starts = new int[groups + 1];
        int group = 0;
        int at = 0;
        counts[0] = -1;
        for (int id = 1; id < values; id++)
        {
            int count = counts[id];
            counts[id] = -1;
            if (count > 1)
            {
                counts[id] = at;
                at += count;
                starts[++group] = at;
            }
        }

        int[] sorted = new int[members];
        for (int row = 0; row < rows; row++)
        {
            int id = ids[row];
            if (counts[id] >= 0)
            {
                sorted[counts[id]++] = row;
            }
        }

        return (sorted, starts);
    }

    /// <summary>Divides groups by a further value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (int[] Members, int[] Starts) Split(int[] members, int[] starts, int[] ids)
    {
        int[] kept = new int[members.Length];
        int[] ends = new int[starts.Length];
        int count = 0;
        int groups = 0;
        ulong[] keyed = new ulong[64];
        for (int group = 0; group + 1 < starts.Length; group++)
        {
            int size = 0;
            if (starts[group + 1] - starts[group] > keyed.Length)
            {
                keyed = new ulong[Math.Max(keyed.Length * 2, starts[group + 1] - starts[group])];
            }

            for (int member = starts[group]; member < starts[group + 1]; member++)
            {
                int row = members[member];
                int id = ids[row];
                if (id != 0)
                {
                    keyed[size++] = ((ulong)(uint)id << 32) | (uint)row;
                }
            }

            Sort(keyed, size);
            int start = 0;
            for (int at = 1; at <= size; at++)
            {
                if (at < size && keyed[at] >> 32 == keyed[start] >> 32)
                {
                    continue;
                }

                if (at - start > 1)
                {
                    for (int member = start; member < at; member++)
                    {
                        kept[count++] = (int)(keyed[member] & uint.MaxValue);
                    }

                    if (++groups >= ends.Length)
                    {
                        Array.Resize(ref ends, ends.Length * 2);
                    }

                    ends[groups] = count;
                }

                start = at;
            }
        }

        Array.Resize(ref kept, count);
        Array.Resize(ref ends, groups + 1);
        return (kept, ends);
    }

    private static void Sort(ulong[] keyed, int size)
    {
        if (size > 16)
        {
            keyed.AsSpan(0, size).Sort();
            return;
        }

        for (int at = 1; at < size; at++)
        {
            ulong value = keyed[at];
            int to = at;
            while (to > 0 && keyed[to - 1] > value)
            {
                keyed[to] = keyed[to - 1];
                to--;
            }

            keyed[to] = value;
        }
    }

    /// <summary>The entries for which no key is NULL, ascending.</summary>
    public static int[] Known(int[][] ids, int count)
    {
        int[] known = new int[count];
        int kept = 0;
        for (int entry = 0; entry < count; entry++)
        {
            known[kept] = entry;
            bool all = true;
            foreach (int[] column in ids)
            {
                all &= column[entry] != 0;
            }

            kept += all ? 1 : 0;
        }

        Array.Resize(ref known, kept);
        return known;
    }

    /// <summary>Counting sort by key; entries with equal keys keep their order.</summary>
    public static int[] StableSort(int[] entries, int[] keys)
    {
        int largest = 0;
        foreach (int entry in entries)
        {
            largest = Math.Max(largest, keys[entry]);
        }

        int[] places = new int[largest + 2];
        foreach (int entry in entries)
        {
            places[keys[entry] + 1]++;
        }

        for (int key = 1; key < places.Length; key++)
        {
            places[key] += places[key - 1];
        }

        int[] sorted = new int[entries.Length];
        foreach (int entry in entries)
        {
            sorted[places[keys[entry]]++] = entry;
        }

        return sorted;
    }
}
