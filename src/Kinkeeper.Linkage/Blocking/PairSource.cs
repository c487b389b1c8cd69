using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Kinkeeper.Linkage.Compare;
using Kinkeeper.Linkage.Compile;

namespace Kinkeeper.Linkage.Blocking;

/// <summary>Takes a full batch. The caller empties the batch afterwards.</summary>
internal delegate void BatchTaker(PairBatch batch);

/// <summary>
/// Finds the pairs of the blocking rules. Each pair comes once, from the first rule that finds it. A table, indexed by the
/// pair's equal values, says which rule that is; no set of pairs is kept.
/// </summary>
internal sealed class PairSource
{
    private readonly CompiledModel _model;
    private readonly RuleBlocks[] _rules;
    private readonly int[]? _sourceEnds;

    /// <param name="model">The compiled model.</param>
    /// <param name="sourceEnds">
    /// For each place, one past the last place of the same source; null if records of one source may be paired.
    /// </param>
    public PairSource(CompiledModel model, int[]? sourceEnds)
    {
        _model = model;
        _sourceEnds = sourceEnds;
        _rules = [.. model.Rules.Select(rule => RuleBlocks.Of(model, rule))];
        Units = [.. _rules.SelectMany((blocks, rule) => WorkUnit.Cut(rule, blocks))];
    }

    public IReadOnlyList<WorkUnit> Units { get; private set; }

    public IReadOnlyList<RuleBlocks> Rules => _rules;

    /// <summary>Drops units evenly, so that about <paramref name="most"/> pairs remain.</summary>
    public void Thin(long most)
    {
        long pairs = _rules.Sum(rule => rule.Pairs());
        int step = (int)Math.Min(int.MaxValue, Math.Max(1, pairs / Math.Max(1, most)));
        Units = [.. Units.Where((_, number) => number % step == 0)];
    }

    /// <summary>Finds the pairs of one unit in a fixed order and passes them on in batches.</summary>
    public void Find(WorkUnit unit, PairBatch batch, DecisionScratch scratch, BatchTaker take)
    {
        RuleBlocks blocks = _rules[unit.Rule];
        Search search = new(this, unit.Rule, blocks, batch, scratch, take);
        if (unit.RowStart >= 0)
        {
            search.Tiles(unit);
        }
        else
        {
            for (int block = unit.FirstBlock; block < unit.EndBlock; block++)
            {
                search.Block(block);
            }
        }

        search.Flush();
        batch.RowCount = 0;
    }

    private sealed class Search(PairSource source, int rule, RuleBlocks blocks, PairBatch batch, DecisionScratch scratch, BatchTaker take)
    {
        private readonly CompiledModel _model = source._model;
        // Rows of coming blocks are prefetched this many members ahead, because they lie anywhere in memory.
        private const int Ahead = 12;

        private int _open;
        private int _element = -1;

        public void Block(int block)
        {
            int start = blocks.Starts[block];
            int size = blocks.Starts[block + 1] - start;
            if (batch.RowCount + size > PairBatch.RowCapacity || blocks.Exploded is not null)
            {
                Flush();
                batch.RowCount = 0;
            }

            _element = blocks.Exploded is null ? -1 : blocks.Elements[block];
            int first = Load(start, size);
            if (blocks.RightStarts is null && source._sourceEnds is null && blocks.PairsOf(block) <= PairBatch.Capacity - batch.Count)
            {
                // The usual case: a small block that fits into the batch.
                for (int row = first; row + 1 < first + size; row++)
                {
                    Scan(row, row + 1, first + size);
                }

                return;
            }

            int rows = blocks.RightStarts is null ? size : blocks.RightStarts[block] - start;
            for (int row = 0; row < rows; row++)
            {
                Pair(first + row, first + (blocks.RightStarts is null ? row + 1 : rows), first + size);
            }
        }

        public void Tiles(WorkUnit unit)
        {
            int block = unit.FirstBlock;
            int start = blocks.Starts[block];
            int size = blocks.Starts[block + 1] - start;
            int rowsEnd = Math.Min(blocks.RightStarts is null ? size : blocks.RightStarts[block] - start, unit.RowStart + WorkUnit.Tile);
            int columnsEnd = Math.Min(size, unit.ColumnStart + WorkUnit.Tile);
            bool triangle = blocks.RightStarts is null && unit.RowStart == unit.ColumnStart;
            _element = blocks.Exploded is null ? -1 : blocks.Elements[block];
            batch.RowCount = 0;
            int rows = rowsEnd - unit.RowStart;
            Load(start + unit.RowStart, rows);
            int column = triangle ? 0 : Load(start + unit.ColumnStart, columnsEnd - unit.ColumnStart);
            for (int row = 0; row < rows; row++)
            {
                Pair(row, triangle ? row + 1 : column, batch.RowCount);
            }
        }

        /// <summary>Copies packed rows into the batch and returns the position of the first.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private int Load(int start, int count)
        {
            int first = batch.RowCount;
            int stride = batch.Stride;
            PackedRows rows = _model.Rows;
            ref int members = ref blocks.Members[start];
            int left = blocks.Members.Length - start;
            for (int member = 0; member < count; member++)
            {
                if (member + Ahead < left)
                {
                    rows.Fetch(Unsafe.Add(ref members, member + Ahead));
                }

                int place = Unsafe.Add(ref members, member);
                batch.RowNumbers[first + member] = place;
                Copy(rows.Left, place * stride, batch.LeftRows, (first + member) * stride, stride);
                if (rows.TwoSided)
                {
                    Copy(rows.Right, place * stride, batch.RightRows, (first + member) * stride, stride);
                }
            }

            batch.RowCount = first + count;
            return first;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Copy(int[] from, int fromAt, int[] to, int toAt, int count)
        {
            ref int source = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(from), fromAt);
            ref int target = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(to), toAt);
            for (int at = 0; at < count; at += 8)
            {
                Vector256.LoadUnsafe(ref source, (nuint)at).StoreUnsafe(ref target, (nuint)at);
            }
        }

        /// <summary>Pairs one record with a range of others.</summary>
        private void Pair(int left, int from, int end)
        {
            int place = batch.RowNumbers[left];
            if (source._sourceEnds is { } ends)
            {
                while (from < end && batch.RowNumbers[from] < ends[place])
                {
                    from++;
                }
            }
            else if (blocks.RightStarts is not null)
            {
                while (from < end && batch.RowNumbers[from] <= place)
                {
                    from++;
                }
            }

            while (from < end)
            {
                int upTo = Math.Min(end, from + PairBatch.Capacity - batch.Count);
                Scan(left, from, upTo);
                from = upTo;
                if (batch.Count == PairBatch.Capacity)
                {
                    Flush();
                }
            }
        }

        /// <summary>
        /// The innermost loop. It writes each pair to the next position and advances the position only if the pair is kept, so
        /// no branch depends on the pair. The left row stays in registers.
        /// </summary>
        private void Scan(int left, int from, int end)
        {
            if (_model.Rows.Lanes == 8)
            {
                Scan8(left, from, end);
            }
            else
            {
                Scan16(left, from, end);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Scan8(int left, int from, int end) => Scan(left, from, end, sixteen: false);

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Scan16(int left, int from, int end) => Scan(left, from, end, sixteen: true);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Scan(int left, int from, int end, bool sixteen)
        {
            int stride = batch.Stride;
            ref int leftRow = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(batch.LeftRows), left * stride);
            ref int rightRow = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(batch.RightRows), from * stride);
            ref int root = ref MemoryMarshal.GetArrayDataReference(_model.FirstRule.Root);
            ref int lefts = ref MemoryMarshal.GetArrayDataReference(batch.Left);
            ref int rights = ref MemoryMarshal.GetArrayDataReference(batch.Right);
            ref ulong keys = ref MemoryMarshal.GetArrayDataReference(batch.Keys);
            ulong mask = _model.FirstRule.Mask;
            int count = batch.Count;
            int open = 0;
            int wanted = rule;
            for (int right = from; right < end; right++)
            {
                ulong key = PackedRows.Key(ref leftRow, ref rightRow, sixteen);
                int code = Unsafe.Add(ref root, (nint)DecisionTable.Extract(key, mask));
                Unsafe.Add(ref lefts, count) = left;
                Unsafe.Add(ref rights, count) = right;
                Unsafe.Add(ref keys, count) = key;
                count = unchecked(count + (code == wanted ? 1 : 0) + (code >>> 31));
                open |= code;
                rightRow = ref Unsafe.Add(ref rightRow, stride);
            }

            batch.Count = count;
            _open |= open;
        }

        public void Flush()
        {
            if (_element >= 0)
            {
                KeepFirstSharedElements();
            }

            if (_open < 0)
            {
                ResolveOpenPairs();
            }

            _open = 0;
            if (batch.Count > 0)
            {
                take(batch);
            }

            batch.Count = 0;
        }

        /// <summary>Keeps the pairs whose first shared element is this block's element.</summary>
        private void KeepFirstSharedElements()
        {
            OverlapFeature lists = blocks.Exploded!;
            int kept = 0;
            for (int pair = 0; pair < batch.Count; pair++)
            {
                ReadOnlySpan<int> left = lists.Left.List(lists.Left.Ids[_model.RowAt(batch.LeftRowNumber(pair))]);
                ReadOnlySpan<int> right = lists.Right.List(lists.Right.Ids[_model.RowAt(batch.RightRowNumber(pair))]);
                if (lists.FirstShared(left, right) == _element)
                {
                    Keep(pair, kept++);
                }
            }

            batch.Count = kept;
        }

        /// <summary>Takes the measurements that the rules still need and keeps the pairs that this rule is the first to find.</summary>
        private void ResolveOpenPairs()
        {
            DecisionTable table = _model.FirstRule;
            Array.Clear(scratch.Counts);
            int[] answers = batch.Selected;
            for (int pair = 0; pair < batch.Count; pair++)
            {
                int code = table.Root[DecisionTable.Extract(batch.Keys[pair], table.Mask)];
                answers[pair] = code;
                if (code < 0)
                {
                    scratch.Lists[~code][scratch.Counts[~code]++] = pair;
                }
            }

            for (int number = table.Nodes.Count - 1; number >= 0; number--)
            {
                DecisionTable.Node node = table.Nodes[number];
                ReadOnlySpan<int> pairs = scratch.Lists[number].AsSpan(0, scratch.Counts[number]);
                node.Feature.Measure(batch, pairs, batch.Buckets);
                for (int index = 0; index < pairs.Length; index++)
                {
                    int child = node.Children[batch.Buckets[index]];
                    answers[pairs[index]] = child;
                    if (child < 0)
                    {
                        scratch.Lists[~child][scratch.Counts[~child]++] = pairs[index];
                    }
                }
            }

            int kept = 0;
            for (int pair = 0; pair < batch.Count; pair++)
            {
                if (answers[pair] == rule)
                {
                    Keep(pair, kept++);
                }
            }

            batch.Count = kept;
        }

        private void Keep(int pair, int at)
        {
            batch.Left[at] = batch.Left[pair];
            batch.Right[at] = batch.Right[pair];
            batch.Keys[at] = batch.Keys[pair];
        }
    }
}
