namespace Kinkeeper.Linkage.Blocking;

/// <summary>
/// A unit of work: several small blocks of one rule, or two parts of one large block. Units have a fixed order and their
/// results are taken in that order, for any number of threads.
/// </summary>
/// <param name="Rule">The rule's position.</param>
/// <param name="FirstBlock">The first block.</param>
/// <param name="EndBlock">One past the last block.</param>
/// <param name="RowStart">The first left member within the block; -1 if the unit holds whole blocks.</param>
/// <param name="ColumnStart">The first right member within the block.</param>
internal readonly record struct WorkUnit(int Rule, int FirstBlock, int EndBlock, int RowStart, int ColumnStart)
{
    /// <summary>Members of a large block on one side of a unit. Two sides fit into a batch.</summary>
    public const int Tile = 1024;

    private const long PairsPerUnit = 100_000;
    private const int MembersPerUnit = 20_000;

    /// <summary>Cuts a rule's blocks into units.</summary>
    public static IEnumerable<WorkUnit> Cut(int rule, RuleBlocks blocks)
    {
        int first = 0;
        long pairs = 0;
        int members = 0;
        for (int block = 0; block < blocks.Count; block++)
        {
            int size = blocks.Starts[block + 1] - blocks.Starts[block];
            if (size > Tile)
            {
                if (block > first)
                {
                    yield return new WorkUnit(rule, first, block, -1, -1);
                }

                foreach (WorkUnit tile in Tiles(rule, block, blocks, size))
                {
                    yield return tile;
                }

                first = block + 1;
                pairs = 0;
                members = 0;
                continue;
            }

            pairs += blocks.PairsOf(block);
            members += size;
            if (pairs >= PairsPerUnit || members >= MembersPerUnit)
            {
                yield return new WorkUnit(rule, first, block + 1, -1, -1);
                first = block + 1;
                pairs = 0;
                members = 0;
            }
        }

        if (first < blocks.Count)
        {
            yield return new WorkUnit(rule, first, blocks.Count, -1, -1);
        }
    }

    private static IEnumerable<WorkUnit> Tiles(int rule, int block, RuleBlocks blocks, int size)
    {
        int rows = blocks.RightStarts is null ? size : blocks.RightStarts[block] - blocks.Starts[block];
        int columnsFrom = blocks.RightStarts is null ? 0 : rows;
        for (int row = 0; row < rows; row += Tile)
        {
            for (int column = blocks.RightStarts is null ? row : columnsFrom; column < size; column += Tile)
            {
                yield return new WorkUnit(rule, block, block + 1, row, column);
            }
        }
    }
}
