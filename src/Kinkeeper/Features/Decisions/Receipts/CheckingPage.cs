using System.Text.Encodings.Web;
using Kinkeeper.TamperLog;

namespace Kinkeeper.Features.Decisions.Receipts;

/// <summary>The page that checks a receipt in any browser, without a server: one file, to be handed on by whoever is trusted.</summary>
public static class CheckingPage
{
    /// <param name="key">Filled in where it is given; a family should have it from elsewhere than the page.</param>
    public static string Write(VerifierKey? key)
    {
        using Stream resource = typeof(CheckingPage).Assembly.GetManifestResourceStream("Kinkeeper.Features.Decisions.Receipts.check-receipt.html")!;
        using StreamReader reader = new(resource);
        return reader.ReadToEnd().Replace("{{KEY}}", key is null ? string.Empty : HtmlEncoder.Default.Encode(key.Text), StringComparison.Ordinal);
    }
}
