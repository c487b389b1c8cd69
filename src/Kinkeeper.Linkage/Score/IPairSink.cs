using Kinkeeper.Linkage.Compare;

namespace Kinkeeper.Linkage.Score;

/// <summary>Takes pairs as they are scored. Parts are filled by many threads and committed one at a time, in the order of the pairs.</summary>
internal interface IPairSink
{
    /// <summary>Something to fill with the pairs of one work unit.</summary>
    IPairPart NewPart();

    /// <summary>Takes a filled part. Never called by two threads at once, always in order.</summary>
    void Commit(IPairPart part);
}

internal interface IPairPart
{
    /// <summary>Takes the pairs of a batch, which is used again afterwards.</summary>
    void Add(PairBatch batch);
}
