using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Kinkeeper.Features.Decisions.Wishes;

/// <summary>A sentence to be read by a person: it may speak of what a parent wants for a child.</summary>
/// <param name="Start">Where it begins in the text, in characters.</param>
/// <param name="Length">How long it is.</param>
/// <param name="Sentence">As written.</param>
/// <param name="Because">The words that caught the screen, in the order of the sentence.</param>
public sealed record WishSentence(int Start, int Length, string Sentence, IReadOnlyList<string> Because);

/// <summary>
/// Highlights sentences, in English and Spanish, that may express a parent's wish about where a child is to be: with them, here,
/// elsewhere. It says nothing about which wish, and marks nothing: a person reads and decides. In the summer of 2018 such sentences
/// stood in case comments and nobody looked for them (DHS OIG-21-36: parents removed alone although the record showed that they had
/// asked for their child). What it does not highlight has not been read; it is never "no wish".
/// </summary>
public static partial class WishScreen
{
    /// <summary>The sentences to read, in the order of the text.</summary>
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

    /// <summary>Who wants: the last one named before the word; nobody named is the parent, whom case comments are about.</summary>
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
            // "the mother of the boy wants": whoever was named before the child speaks, if anybody was.
            return WishWords.Actors().Matches(earlier).Any(actor => actor.Groups["parent"].Success) ? "parent" : "child";
        }

        return last.Groups["parent"].Success ? "parent" : "nobody";
    }

    /// <summary>What is wanted about the child's whereabouts; null where it is contact, news, or something else.</summary>
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

    /// <summary>Small letters without accents; as many characters as before.</summary>
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
    /// Up to a full stop, question or exclamation mark, or the line's end; a stop after one letter or a title ends nothing. A text
    /// without stops is cut, so that the time it takes stays in proportion to its length.
    /// </summary>
    [GeneratedRegex(@"(?:(?<=\b(?:[A-Za-z]|Mr|Mrs|Ms|Dr|Sr|Sra|Lic))\.|\.(?=\w)|[^.!?\n]){1,500}[.!?]*", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Sentences();
}
