using Kinkeeper.Linkage.Compare;

namespace Kinkeeper.Linkage.Score;

/// <summary>Counts pairs at or above a probability.</summary>
internal sealed class PairCount(double threshold) : IPairSink
{
    public long Count { get; private set; }

    public IPairPart NewPart() => new Part(threshold);

    public void Commit(IPairPart part) => Count += ((Part)part).Count;

    private sealed class Part(double threshold) : IPairPart
    {
        public long Count { get; private set; }

        public void Add(PairBatch batch)
        {
            int count = 0;
            for (int pair = 0; pair < batch.Count; pair++)
            {
                count += batch.Probabilities[pair] >= threshold ? 1 : 0;
            }

            Count += count;
        }
    }
}
