using Kinkeeper.Linkage.Compare;
using Kinkeeper.Linkage.Compile;
using Kinkeeper.Linkage.Model;
using Kinkeeper.Linkage.Score;
using Kinkeeper.Linkage.Tables;

namespace Kinkeeper.Linkage.Index;

/// <summary>The side that the queried record takes in the model's conditions.</summary>
public enum RecordPlace
{
    /// <summary>Its columns are the <c>_l</c> ones. In a kinship model it is the adult, and the result is children.</summary>
    Left,

    /// <summary>Its columns are the <c>_r</c> ones. In a kinship model it is the minor, and the result is parents.</summary>
    Right,
}

/// <summary>A record that may be the right one.</summary>
/// <param name="Row">Its row in the index, in the order of adding.</param>
/// <param name="Id">Its id.</param>
/// <param name="Explanation">Weight, probability, and evidence field by field.</param>
public sealed record Candidate(int Row, string Id, Explanation Explanation);

/// <summary>The answer to "who could this be?".</summary>
/// <param name="Candidates">The best first. Ties keep the order of the index.</param>
/// <param name="NoCredibleCandidate">True if no candidate reaches the credible probability: the record matches nobody known.</param>
/// <param name="Considered">Number of records compared.</param>
/// <param name="Incomplete">True if a rule found more records than the limit, so that its oldest ones were left out.</param>
public sealed record CandidateAnswer(IReadOnlyList<Candidate> Candidates, bool NoCredibleCandidate, int Considered, bool Incomplete);

/// <summary>Settings of an index.</summary>
public sealed record RecordIndexOptions
{
    /// <summary>A candidate below this probability is not credible.</summary>
    public double CredibleProbability { get; init; } = 0.5;

    /// <summary>Limit of records that one rule may bring together for one query. The latest records come first.</summary>
    public int MostPerRule { get; init; } = 1000;
}

/// <summary>
/// Finds the records that may belong to a given one, by the model's blocking rules, and scores them. A record can be added at
/// any time and is found from then on.
/// </summary>
/// <remarks>
/// One query or addition runs at a time; the instance locks itself. Term frequencies are those of the records that the index
/// was built from. A rule without an equality or a shared list element finds nothing here.
/// </remarks>
public sealed class RecordIndex
{
    private readonly Lock _gate = new();
    private readonly Table _table;
    private readonly Column _ids;
    private readonly CompiledModel _compiled;
    private readonly PairExplainer _explainer;
    private readonly RulePostings[] _postings;
    private readonly RecordIndexOptions _options;
    private readonly bool _symmetric;
    private readonly List<int> _found = [];
    private readonly HashSet<int> _seen = [];

    private RecordIndex(CompiledModel compiled, Column ids, RecordIndexOptions options)
    {
        _compiled = compiled;
        _table = compiled.Table;
        _ids = ids;
        _options = options;
        _explainer = new PairExplainer(new PairScorer(compiled));
        _symmetric = !compiled.Rows.TwoSided && compiled.Rules.All(rule => RulePostings.IsSymmetric(rule, compiled));
        _postings = [.. compiled.Rules.Select(rule => RulePostings.Of(compiled, rule)).OfType<RulePostings>()];
        foreach (RulePostings postings in _postings)
        {
            postings.Add(0, _table.Rows);
        }
    }

    /// <summary>Number of records.</summary>
    public int Count => _table.Rows;

    /// <summary>Builds an index, which then owns the table.</summary>
    /// <param name="model">The model. Its blocking rules define the lookups.</param>
    /// <param name="records">The records; may be empty.</param>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <exception cref="LinkageException">The model does not fit the table.</exception>
    public static RecordIndex Build(LinkageModel model, Table records, RecordIndexOptions? options = null)
    {
        Column ids = records.Find(model.UniqueIdColumnName)
            ?? throw new LinkageException(
                $"{records.Name} has no column \"{model.UniqueIdColumnName}\", which the model names as unique_id_column_name; it has "
                + $"{string.Join(", ", records.ColumnNames)}.");
        return new RecordIndex(CompiledModel.Create(model, records), ids, options ?? new RecordIndexOptions());
    }

    /// <summary>Adds a record. Later queries find it.</summary>
    /// <param name="values">One value per column of the table. Null and empty text mean unknown.</param>
    /// <returns>The record's row.</returns>
    public int Add(IReadOnlyList<string?> values)
    {
        lock (_gate)
        {
            int row = Append(values);
            foreach (RulePostings postings in _postings)
            {
                postings.Add(row, row + 1);
            }

            return row;
        }
    }

    /// <summary>Finds the records that may belong to a record outside the index.</summary>
    /// <param name="values">One value per column of the table. Null and empty text mean unknown.</param>
    /// <param name="place">The side of the record. It does not matter if the model treats both sides alike.</param>
    /// <param name="limit">The most candidates to return.</param>
    public CandidateAnswer Find(IReadOnlyList<string?> values, RecordPlace place = RecordPlace.Left, int limit = 20)
    {
        lock (_gate)
        {
            int row = Append(values);
            try
            {
                return Search(row, place, limit);
            }
            finally
            {
                _table.SetRows(row);
                _compiled.Rows.Grow(row);
            }
        }
    }

    /// <summary>Finds the other records that may belong to a record of the index.</summary>
    /// <param name="row">The record's row.</param>
    /// <param name="place">The side of the record.</param>
    /// <param name="limit">The most candidates to return.</param>
    public CandidateAnswer Find(int row, RecordPlace place = RecordPlace.Left, int limit = 20)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, _table.Rows);
        lock (_gate)
        {
            return Search(row, place, limit);
        }
    }

    private int Append(IReadOnlyList<string?> values)
    {
        int row = _table.Rows;
        _table.Add(values);
        _compiled.Extend(row, row + 1);
        return row;
    }

    private CandidateAnswer Search(int row, RecordPlace place, int limit)
    {
        _found.Clear();
        _seen.Clear();
        _seen.Add(row);
        bool incomplete = false;
        foreach (RulePostings postings in _postings)
        {
            incomplete |= postings.LookUp(row, place == RecordPlace.Left, _options.MostPerRule, _seen, _found);
        }

        List<Candidate> best = [];
        int considered = 0;
        PriorityQueue<(int Row, Explanation Explanation), (double, int)> top = new();
        for (int start = 0; start < _found.Count; start += PairBatch.Capacity)
        {
            ReadOnlySpan<int> rows = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_found)
                .Slice(start, Math.Min(PairBatch.Capacity, _found.Count - start));
            PairBatch batch = place == RecordPlace.Left || _symmetric ? _explainer.Score(row, rows) : _explainer.ScoreRight(row, rows);
            for (int pair = 0; pair < batch.Count; pair++)
            {
                if (!_explainer.IsBlocked(batch, pair))
                {
                    continue;
                }

                considered++;
                (double, int) rank = (batch.Weights[pair], -rows[pair]);
                if (top.Count < limit)
                {
                    top.Enqueue((rows[pair], _explainer.Explain(batch, pair)), rank);
                }
                else if (limit > 0 && top.TryPeek(out _, out (double, int) worst) && rank.CompareTo(worst) > 0)
                {
                    top.DequeueEnqueue((rows[pair], _explainer.Explain(batch, pair)), rank);
                }
            }
        }

        while (top.TryDequeue(out (int Row, Explanation Explanation) next, out _))
        {
            best.Add(new Candidate(next.Row, _ids.Pool.Text(_ids.Ids[next.Row]), next.Explanation));
        }

        best.Reverse();
        bool none = best.Count == 0 || best[0].Explanation.Probability < _options.CredibleProbability;
        return new CandidateAnswer(best, none, considered, incomplete);
    }
}
