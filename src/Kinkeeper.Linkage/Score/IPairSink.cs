using Kinkeeper.Linkage.Compare;

namespace Kinkeeper.Linkage.Score;

/// <summary>
/// Receives pairs as they are scored. Many threads fill parts; the parts are committed one at a time, in the order of the
/// pairs.
/// </summary>
internal interface IPairSink
{
    /// <summary>Returns an empty part for the pairs of one work unit.</summary>
    IPairPart NewPart();

    /// <summary>Takes a filled part. Calls never overlap and come in order.</summary>
    void Commit(IPairPart part);
}

internal interface IPairPart
{
    /// <summary>Takes the pairs of a batch. The batch is reused afterwards.</summary>
    void Add(PairBatch batch);
}
