using System.Globalization;
using Kinkeeper.Features.Decisions.Recording;
using Kinkeeper.Features.People.Access;
using Kinkeeper.Platform.Text;
using Kinkeeper.TamperLog;
using Microsoft.Extensions.Localization;

namespace Kinkeeper.Features.Decisions.Receipts;

/// <summary>Serves a decision's receipt as a page to print, in the parent's language or in the requested one.</summary>
internal static class ReceiptEndpoint
{
    private const string Html = "text/html; charset=utf-8";

    /// <param name="address">See <see cref="ReadDecision.Execute"/>.</param>
    /// <param name="language">ISO 639-3; null for the parent's own.</param>
    /// <param name="http">The request.</param>
    /// <param name="decisions">Finds the decision.</param>
    /// <param name="receipts">Makes the receipt.</param>
    /// <param name="access">Records who reads it.</param>
    /// <param name="words">The page's texts if there is no receipt.</param>
    public static async Task<IResult> GiveAsync(string address, string? language, HttpContext http, ReadDecision decisions, IssueReceipt receipts, AccessRecord access, IStringLocalizer<Words> words)
    {
        if (decisions.Execute(address) is not { } file)
        {
            return Results.NotFound();
        }

        await access.ReadAsync(http, [file.Parent.Id, file.Child.Id]);
        try
        {
            IssuedReceipt receipt = await receipts.ExecuteAsync(file.Row.DecisionId, http.RequestAborted);
            http.Response.Headers.ContentSecurityPolicy =
                $"default-src 'none'; style-src '{ReceiptPage.StyleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
            return Results.Text(ReceiptPage.Write(receipt, language is { Length: 3 } ? language : null), Html);
        }
        catch (LogInUseException)
        {
            http.Response.Headers.RetryAfter = 1.ToString(CultureInfo.InvariantCulture);
            return Results.Text(words["decision.receipt-later"], statusCode: StatusCodes.Status503ServiceUnavailable);
        }
        catch (LogIntegrityException)
        {
            return Results.Text(words["decision.receipt-altered"], statusCode: StatusCodes.Status409Conflict);
        }
    }
}
