using Kinkeeper.Linkage.Compare;
using Kinkeeper.Linkage.Compile;

namespace Kinkeeper.Linkage.Score;

/// <summary>Keeps pairs at or above a probability, in the order in which they are found.</summary>
internal sealed class PairList(InputOrder order, double threshold) : IPairSink
{
    public List<ScoredPair> Pairs { get; } = [];

    public IPairPart NewPart() => new Part(order, threshold);

    public void Commit(IPairPart part) => Pairs.AddRange(((Part)part).Pairs);

    private sealed class Part(InputOrder order, double threshold) : IPairPart
    {
        public List<ScoredPair> Pairs { get; } = [];

        public void Add(PairBatch batch)
        {
            for (int pair = 0; pair < batch.Count; pair++)
            {
                double probability = batch.Probabilities[pair];
                if (probability >= threshold)
                {
                    (int left, int right) = order.InInputOrder(batch.LeftRowNumber(pair), batch.RightRowNumber(pair));
                    Pairs.Add(new ScoredPair(left, right, batch.Weights[pair], probability));
                }
            }
        }
    }
}
