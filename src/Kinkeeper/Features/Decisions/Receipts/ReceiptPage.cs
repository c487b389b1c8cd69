using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Kinkeeper.Features.Records.Values;
using Kinkeeper.TamperLog.Receipts;
using QRCoder;

namespace Kinkeeper.Features.Decisions.Receipts;

/// <summary>
/// The receipt as a self-contained page in the parent's language. It prints on one sheet, Letter or A4, or two if the parent said much.
/// </summary>
internal static class ReceiptPage
{
    /// <summary>The characters in one code that a cheap phone can still read from paper: version 25, medium error correction.</summary>
    private const int CharactersPerCode = 1_450;

    private const string Style =
        """
        @page { margin: 12mm; }
        body { font: 10.5pt/1.35 "Public Sans", "Noto Sans", system-ui, sans-serif; color: #1b1b1b; background: #fff; max-width: 190mm; margin: 0 auto; }
        h1 { font-size: 15pt; margin: 0 0 2mm; } p { margin: 0 0 2mm; }
        .said { border: .6mm solid #1b1b1b; padding: 2mm 4mm; margin: 2mm 0; } .said strong { font-size: 15pt; display: block; }
        .revoked { border: 1mm solid #1b1b1b; padding: 2mm 4mm; font-weight: 700; }
        .synthetic { border: .6mm dashed #1b1b1b; padding: 1mm 4mm; font-weight: 700; }
        table { border-collapse: collapse; width: 100%; font-size: 9pt; } th { text-align: left; font-weight: 600; width: 45%; } th, td { padding: .5mm 2mm .5mm 0; border-bottom: .2mm solid #a9aeb1; vertical-align: top; overflow-wrap: anywhere; }
        tr { break-inside: avoid; } .missing { font-style: italic; } .proof { display: flex; gap: 6mm; margin-top: 3mm; break-inside: avoid; } .codes { display: flex; gap: 2mm; flex: none; } .codes svg { width: 54mm; height: 54mm; } .proof:has(.several), .codes.several { flex-wrap: wrap; } .codes.several { flex: 0 1 auto; } .codes.several svg { width: 42mm; height: 42mm; }
        @media screen and (max-width: 190mm) { body { padding: 0 3mm; } .proof, .codes { flex-wrap: wrap; flex: initial; } }
        .drawn { display: block; width: 45mm; height: 15mm; } .drawn path { fill: none; stroke: #1b1b1b; stroke-width: 4; stroke-linecap: round; }
        .proof div { overflow-wrap: anywhere; } .small { font-size: 8pt; color: #3d4551; }
        """;

    /// <summary>The hash of the page's style for the content security policy.</summary>
    public static readonly string StyleHash = $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}";

    /// <param name="receipt">The receipt.</param>
    /// <param name="language">ISO 639-3; null for the parent's own.</param>
    public static string Write(IssuedReceipt receipt, string? language)
    {
        string? theirs = language ?? Member(receipt.Record, "parent_language");
        ReceiptText text = ReceiptText.For(theirs, out bool isTheirs);
        StringBuilder page = new();
        page.Append("<!DOCTYPE html>\n<html lang=\"").Append(text.HtmlLanguage).Append("\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
            .Append(Html(text.Title)).Append("</title>\n<style>").Append(Style).Append("</style>\n</head>\n<body>\n<main>\n");
        Paragraph("h1", text.Title);
        if (receipt.Synthetic)
        {
            page.Append("<p class=\"synthetic\">Synthetic data. Nobody here is real. · Datos sintéticos. Nadie aquí es real.</p>\n");
        }

        if (!isTheirs && theirs is not null)
        {
            page.Append("<p class=\"revoked\">").Append(Html($"{LanguageIn(theirs, text)}: {text.NoWrittenText}")).Append("</p>\n");
        }

        Paragraph("p", text.Lead);
        page.Append("<p>").Append(Html(text.Parent)).Append(": <b>").Append(Html(receipt.ParentName ?? text.NotRecorded)).Append("</b> · ")
            .Append(Html(text.Child)).Append(": <b>").Append(Html(receipt.ChildName ?? text.NotRecorded)).Append("</b></p>\n");
        page.Append("<div class=\"said\">").Append(Html(text.YouSaid)).Append(": <strong>")
            .Append(Html(text.Choices[Member(receipt.Record, "answer") ?? receipt.Record.GetProperty("choice").GetString()!])).Append("</strong></div>\n");
        if (Member(receipt.Record, "revoked_at") is { } revoked)
        {
            page.Append("<p class=\"revoked\">").Append(Html($"{text.Revoked} {Readable(revoked)}")).Append("</p>\n");
        }

        Table(page, receipt, text);
        Paragraph("p", text.ChangeOfMind);
        Paragraph("p", text.Keep);
        Proof(page, receipt, text);
        page.Append("</main>\n</body>\n</html>\n");
        return page.ToString();

        void Paragraph(string tag, string words) => page.Append('<').Append(tag).Append('>').Append(Html(words)).Append("</").Append(tag).Append(">\n");
    }

    private static void Table(StringBuilder page, IssuedReceipt receipt, ReceiptText text)
    {
        page.Append("<table>\n");
        foreach ((string column, string label) in text.Fields)
        {
            string? value = Value(receipt.Record, column, text);
            if (value is null && ReceiptText.OfInterviewsOnly.Contains(column))
            {
                continue;
            }

            // A person's text keeps its own writing direction, whatever the page's direction is.
            page.Append("<tr><th scope=\"row\">").Append(Html(label)).Append("</th><td").Append(value is null ? " class=\"missing\">" : " dir=\"auto\">")
                .Append(Html(value ?? text.NotRecorded));
            if (column == "signed_how" && receipt.Strokes is { } strokes)
            {
                page.Append("<svg class=\"drawn\" viewBox=\"0 0 600 200\" role=\"img\" aria-label=\"").Append(Html(label)).Append("\"><path d=\"").Append(Html(strokes)).Append("\"/></svg>");
            }

            page.Append("</td></tr>\n");
        }

        page.Append("</table>\n");
    }

    private static void Proof(StringBuilder page, IssuedReceipt receipt, ReceiptText text)
    {
        IReadOnlyList<string> codes = ReceiptCode.Write(receipt.Proof, CharactersPerCode);
        page.Append("<section class=\"proof\">\n<div class=\"codes").Append(codes.Count > 1 ? " several\">" : "\">");
        foreach (string code in codes)
        {
            page.Append(Picture(code));
        }

        page.Append("</div>\n<div class=\"how\">\n<p>").Append(Html(text.HowToCheck)).Append("</p>\n<p class=\"small\">")
            .Append(Html(string.Create(CultureInfo.InvariantCulture, $"{receipt.Decision} · {receipt.Key.Name} · {receipt.Proof.Index} / {receipt.Size}"))).Append("<br>")
            .Append(Html(receipt.Key.Text)).Append("</p>\n<p class=\"small\">").Append(Html(text.NamesNotProven)).Append(' ').Append(Html(text.Approval)).Append("</p>\n</div>\n</section>\n");
    }

    private static string Picture(string code)
    {
        using QRCodeData data = QRCodeGenerator.GenerateQrCode(code, QRCodeGenerator.ECCLevel.M);
        using SvgQRCode picture = new(data);
        string svg = picture.GetGraphic(1, "#000", "#fff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute);
        int start = svg.IndexOf("<svg", StringComparison.Ordinal);
        return svg[start..].Replace("<svg", "<svg role=\"img\" aria-label=\"QR\"", StringComparison.Ordinal);
    }

    private static string? Value(JsonElement record, string column, ReceiptText text)
    {
        if (!record.TryGetProperty(column, out JsonElement value))
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Array)
        {
            string[] words = [.. value.EnumerateArray().Select(item => text.Words[item.GetString()!])];
            return words.Length == 0 ? null : string.Join(" · ", words);
        }

        string content = value.ToString();
        return column switch
        {
            "taken_at" or "recorded_at" or "acknowledged_at" => Readable(content),
            "spoken_language" or "parent_language" => LanguageIn(content, text),
            "parent_words" or "words_translation" => $"“{content}”",
            "measured_seconds" => (value.GetInt64() / 60).ToString(CultureInfo.InvariantCulture),
            "information_given" or "child_contact_offered" or "counsel_offered" or "private" or "signature" or "signed_how" => text.Words[content],
            _ => content,
        };
    }

    /// <summary>Returns a language's name in the receipt's language; a code without a name there is labelled as a code.</summary>
    private static string LanguageIn(string written, ReceiptText text) =>
        LanguageName.For(written, text.Language) ?? (written.Length == 3 && written.All(char.IsAsciiLetterLower) ? $"{text.Code} {written}" : LanguageName.Letters(written) is { } letters ? $"{text.Code} {letters}" : written);

    private static string? Member(JsonElement record, string name) => record.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

    private static string Readable(string instant) =>
        DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture).UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static string Html(string text) => HtmlEncoder.Default.Encode(text);
}
