namespace Kinkeeper.Linkage.Score;

/// <summary>The evidence of one comparison about a pair.</summary>
/// <param name="Field">The comparison's name.</param>
/// <param name="Level">The pair's level.</param>
/// <param name="Weight">Its part of the match weight, in bits, including term frequency.</param>
/// <param name="TermFrequencyWeight">
/// The part of <paramref name="Weight"/> that comes from term frequency, in bits; 0 if not adjusted.
/// </param>
public sealed record Evidence(string Field, string Level, double Weight, double TermFrequencyWeight);

/// <summary>A pair's score with its reasons. The prior weight and the evidence weights add up to the match weight.</summary>
/// <param name="Weight">Match weight in bits.</param>
/// <param name="Probability">Match probability, 0 to 1.</param>
/// <param name="PriorWeight">The weight before any evidence: log2 of the odds that two random records match.</param>
/// <param name="Evidence">The evidence, in the order of the model's comparisons.</param>
public sealed record Explanation(double Weight, double Probability, double PriorWeight, IReadOnlyList<Evidence> Evidence);
