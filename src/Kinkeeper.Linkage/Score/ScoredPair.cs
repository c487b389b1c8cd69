namespace Kinkeeper.Linkage.Score;

/// <summary>One scored pair.</summary>
/// <param name="Left">The record that comes first in the input: its row over all inputs, from 0.</param>
/// <param name="Right">The other record's row.</param>
/// <param name="Weight">Match weight: log2 of the odds that the two belong together, in bits; infinite where a level is certain.</param>
/// <param name="Probability">The same as a probability, 0 to 1.</param>
public readonly record struct ScoredPair(int Left, int Right, double Weight, double Probability);
