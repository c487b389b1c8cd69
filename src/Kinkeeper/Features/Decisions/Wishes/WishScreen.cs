using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Kinkeeper.Features.Decisions.Wishes;

/// <summary>A sentence for a person to read: it may express what a parent wants for a child.</summary>
/// <param name="Start">Its start in the text, in characters.</param>
/// <param name="Length">Its length in characters.</param>
/// <param name="Sentence">The sentence as written.</param>
/// <param name="Because">The words that matched, in the order of the sentence.</param>
public sealed record WishSentence(int Start, int Length, string Sentence, IReadOnlyList<string> Because);

/// <summary>
/// Highlights sentences, in English and Spanish, that may express a parent's wish about where a child should be: with them, here or
/// elsewhere. It does not say which wish and marks nothing: a person reads and decides. In the summer of 2018 case comments contained
/// such sentences and nobody looked for them (DHS OIG-21-36: parents removed alone although the record showed that they had asked for
/// their child). A sentence without highlight has not been read; it is never "no wish".
/// </summary>
public static partial class WishScreen
{
    /// <summary>Returns the sentences to read, in the order of the text.</summary>
    public static IReadOnlyList<WishSentence> Read(string text)
    {
        List<WishSentence> found = [];
        foreach (ValueMatch part in Sentences().EnumerateMatches(text))
        {
            string sentence = text.Substring(part.Index, part.Length);
            if (Because(Fold(sentence)) is { Count: > 0 } because)
            {
                found.Add(new WishSentence(part.Index, part.Length, sentence, because));
            }
        }

        return found;
    }

    private static List<string> Because(string sentence)
    {
        if (WishWords.NobodyKnows().IsMatch(sentence))
        {
            return [];
        }

        bool ofChild = WishWords.Children().IsMatch(sentence) || WishWords.Reunion().IsMatch(sentence);
        if (!ofChild)
        {
            return [];
        }

        List<string> because = [];
        if (WishWords.OtherWords().Match(sentence) is { Success: true } other && Speaker(sentence, other.Index) is not "other")
        {
            because.Add(other.Value);
        }

        foreach (Match wanting in WishWords.Wanting().Matches(sentence))
        {
            if (IsParents(sentence, wanting) && Object(sentence, wanting) is { } whereabouts)
            {
                because.Add($"{wanting.Value} … {whereabouts}");
            }
        }

        return because;
    }

    /// <summary>
    /// Returns true if the parent is the one who wants. The speaker is the last person named before the word, otherwise the parent.
    /// </summary>
    private static bool IsParents(string sentence, Match wanting) =>
        wanting.Groups["first"].Success || Speaker(sentence, wanting.Index) is "parent" or "nobody";

    private static string Speaker(string sentence, int before)
    {
        string earlier = WishWords.Listeners().Replace(sentence[..before], " ");
        Match last = WishWords.Actors().Matches(earlier).LastOrDefault() ?? Match.Empty;
        if (last.Groups["other"].Success)
        {
            return "other";
        }

        if (last.Groups["child"].Success)
        {
            // "the mother of the boy wants": the person named before the child is the speaker.
            return WishWords.Actors().Matches(earlier).Any(actor => actor.Groups["parent"].Success) ? "parent" : "child";
        }

        return last.Groups["parent"].Success ? "parent" : "nobody";
    }

    /// <summary>Returns the wanted place for the child; null if the wish is about contact, news or something else.</summary>
    private static string? Object(string sentence, Match wanting)
    {
        string after = sentence[(wanting.Index + wanting.Length)..];
        Match whereabouts = WishWords.Whereabouts().Match(after);
        if (!whereabouts.Success)
        {
            return null;
        }

        Match contact = WishWords.Contact().Match(after);
        return contact.Success && contact.Index < whereabouts.Index ? null : whereabouts.Value;
    }

    /// <summary>Returns the text in lower case without accents, with the same number of characters.</summary>
    private static string Fold(string sentence)
    {
        StringBuilder folded = new(sentence.Length);
        foreach (char character in sentence)
        {
            char plain = character is '’' ? '\'' : character.ToString().Normalize(NormalizationForm.FormD)[0];
            folded.Append(char.ToLower(plain, CultureInfo.InvariantCulture));
        }

        return folded.ToString();
    }

    /// <summary>
    /// Matches up to a full stop, question mark, exclamation mark or line end. A full stop after one letter or a title ends nothing. A
    /// text without stops is cut, so that the time taken stays proportional to its length.
    /// </summary>
    [GeneratedRegex(@"(?:(?<=\b(?:[A-Za-z]|Mr|Mrs|Ms|Dr|Sr|Sra|Lic))\.|\.(?=\w)|[^.!?\n]){1,500}[.!?]*", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Sentences();
}
