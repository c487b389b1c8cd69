namespace Kinkeeper.Linkage.Score;

/// <summary>One scored pair.</summary>
/// <param name="Left">The row, over all inputs from 0, of the record that comes first in the input.</param>
/// <param name="Right">The row of the other record.</param>
/// <param name="Weight">Match weight: log2 of the odds that the two match, in bits; infinite if a level is certain.</param>
/// <param name="Probability">Match probability, 0 to 1.</param>
public readonly record struct ScoredPair(int Left, int Right, double Weight, double Probability);
