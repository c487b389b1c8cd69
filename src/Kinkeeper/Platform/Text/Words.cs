namespace Kinkeeper.Platform.Text;

/// <summary>
/// The one place for what pages say: <c>Words.resx</c> in English, <c>Words.es.resx</c> in Spanish, the same keys in both. A key
/// is the page's name and what it is for, such as <c>departures.title</c>.
/// </summary>
public sealed class Words
{
}
