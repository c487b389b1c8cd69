namespace Kinkeeper.Linkage.Score;

/// <summary>What one comparison says about a pair.</summary>
/// <param name="Field">The comparison.</param>
/// <param name="Level">The level that the pair takes.</param>
/// <param name="Weight">Its share of the match weight, in bits, term frequency included.</param>
/// <param name="TermFrequencyWeight">The part of it that comes from how common the value is, in bits; 0 where not adjusted.</param>
public sealed record Evidence(string Field, string Level, double Weight, double TermFrequencyWeight);

/// <summary>A pair's score with its reasons. The prior weight and the evidence weights add up to the match weight.</summary>
/// <param name="Weight">Match weight in bits.</param>
/// <param name="Probability">Match probability, 0 to 1.</param>
/// <param name="PriorWeight">The weight before any evidence: log2 of the odds that two random records match.</param>
/// <param name="Evidence">Field by field, in the model's order.</param>
public sealed record Explanation(double Weight, double Probability, double PriorWeight, IReadOnlyList<Evidence> Evidence);
