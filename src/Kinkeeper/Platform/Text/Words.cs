namespace Kinkeeper.Platform.Text;

/// <summary>
/// The texts of all pages: <c>Words.resx</c> in English, <c>Words.es.resx</c> in Spanish, with the same keys. A key combines the
/// page's name and the text's purpose, such as <c>departures.title</c>.
/// </summary>
public sealed class Words
{
}
