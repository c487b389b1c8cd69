using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Kinkeeper.TamperLog.Notes;

namespace Kinkeeper.Features.Decisions.Receipts;

/// <summary>The page that checks a receipt in any browser, without a server. It is one file, which a trusted person can hand on.</summary>
public static class CheckingPage
{
    private static readonly string Page = Read();

    /// <summary>The hash of the page's script for the content security policy.</summary>
    public static readonly string ScriptHash =
        $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Page[(Page.IndexOf("<script>", StringComparison.Ordinal) + "<script>".Length)..Page.IndexOf("</script>", StringComparison.Ordinal)])))}";

    /// <param name="key">The log's key to fill in; null for none. A family should get the key from a source other than the page.</param>
    public static string Write(VerifierKey? key) =>
        Page.Replace("{{KEY}}", key is null ? string.Empty : HtmlEncoder.Default.Encode(key.Text), StringComparison.Ordinal);

    private static string Read()
    {
        using Stream resource = typeof(CheckingPage).Assembly.GetManifestResourceStream("Kinkeeper.Features.Decisions.Receipts.check-receipt.html")!;
        using StreamReader reader = new(resource);
        return reader.ReadToEnd();
    }
}
