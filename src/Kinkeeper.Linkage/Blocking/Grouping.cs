using System.Runtime.CompilerServices;

namespace Kinkeeper.Linkage.Blocking;

/// <summary>Groups rows by the numbers of their values. Counts instead of comparing, so nothing is sorted.</summary>
internal static class Grouping
{
    /// <summary>
    /// Returns the rows that share all key values with another row: group after group, ascending within a group. 0 is NULL and
    /// equals nothing. A row drops out at once if no other row has its first value, so the first key should have the most
    /// distinct values.
    /// </summary>
    /// <param name="keys">For each key, the value of each row, and the largest value plus one.</param>
    /// <param name="rows">Number of rows.</param>
    public static (int[] Members, int[] Starts) By(IReadOnlyList<(int[] Ids, int Values)> keys, int rows)
    {
        int[] second = keys.Count > 1 ? keys[1].Ids : keys[0].Ids;
        (ulong[] members, int[] starts) = ByFirst(keys[0].Ids, second, rows, keys[0].Values);
        for (int key = 1; key < keys.Count; key++)
        {
            (members, starts) = Split(members, starts, keys[key].Values, key + 1 < keys.Count ? keys[key + 1].Ids : null);
        }

        return (Rows(members), starts);
    }

    /// <summary>
    /// Groups rows by one value. Each member carries its next value along, so that splitting the groups reads memory in order.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (ulong[] Members, int[] Starts) ByFirst(int[] ids, int[] next, int rows, int values)
    {
        int[] places = new int[values];
        for (int row = 0; row < rows; row++)
        {
            places[ids[row]] += next[row] != 0 ? 1 : 0;
        }

        int groups = 0;
        places[0] = 0;
        foreach (int count in places)
        {
            groups += count > 1 ? 1 : 0;
        }

        int[] starts = new int[groups + 1];
        int group = 0;
        int at = 0;
        for (int id = 0; id < values; id++)
        {
            int count = places[id];
            places[id] = count > 1 ? at : -1;
            if (count > 1)
            {
                at += count;
                starts[++group] = at;
            }
        }

        ulong[] members = new ulong[at];
        for (int row = 0; row < rows; row++)
        {
            ref int place = ref places[ids[row]];
            if (place >= 0 && next[row] != 0)
            {
                members[place++] = ((ulong)(uint)next[row] << 32) | (uint)row;
            }
        }

        return (members, starts);
    }

    /// <summary>Splits groups by the value that their members carry, and gives the remaining members the next value to carry.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (ulong[] Members, int[] Starts) Split(ulong[] members, int[] starts, int values, int[]? next)
    {
        ulong[] kept = new ulong[members.Length];
        int[] ends = new int[starts.Length];
        int[] counts = new int[values];
        int count = 0;
        int groups = 0;
        for (int group = 0; group + 1 < starts.Length; group++)
        {
            int start = starts[group];
            int end = starts[group + 1];
            for (int member = start; member < end; member++)
            {
                counts[(int)(members[member] >> 32)]++;
            }

            for (int member = start; member < end; member++)
            {
                ulong value = members[member];
                ref int place = ref counts[(int)(value >> 32)];
                if (place == 1)
                {
                    continue;
                }

                if (place > 1)
                {
                    // The first member of its group. From here on the count holds a place, as a negative number.
                    int size = place;
                    place = ~count;
                    count += size;
                    if (++groups >= ends.Length)
                    {
                        Array.Resize(ref ends, ends.Length * 2);
                    }

                    ends[groups] = count;
                }

                kept[~place--] = value;
            }

            for (int member = start; member < end; member++)
            {
                counts[(int)(members[member] >> 32)] = 0;
            }
        }

        Array.Resize(ref ends, groups + 1);
        return next is null ? (kept.AsSpan(0, count).ToArray(), ends) : Carry(kept, ends, next);
    }

    private static (ulong[] Members, int[] Starts) Carry(ulong[] members, int[] starts, int[] next)
    {
        int count = 0;
        int[] ends = new int[starts.Length];
        for (int group = 0; group + 1 < starts.Length; group++)
        {
            for (int member = starts[group]; member < starts[group + 1]; member++)
            {
                uint row = unchecked((uint)members[member]);
                if (next[row] != 0)
                {
                    members[count++] = ((ulong)(uint)next[row] << 32) | row;
                }
            }

            ends[group + 1] = count;
        }

        return (members, ends);
    }

    private static int[] Rows(ulong[] members)
    {
        int[] rows = new int[members.Length];
        for (int member = 0; member < rows.Length; member++)
        {
            rows[member] = unchecked((int)members[member]);
        }

        return rows;
    }

    /// <summary>Returns the entries that have no NULL key, ascending.</summary>
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

    /// <summary>Sorts entries by key (counting sort). Entries with equal keys keep their order.</summary>
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
