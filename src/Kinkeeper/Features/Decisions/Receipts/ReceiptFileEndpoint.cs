using System.Text;
using Kinkeeper.Features.Decisions.Recording;
using Kinkeeper.Features.People.Access;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Security.Accounts;

namespace Kinkeeper.Features.Decisions.Receipts;

/// <summary>Serves the receipt of a decision as a file that other programs can check.</summary>
public static class ReceiptFileEndpoint
{
    /// <summary>The address of the file.</summary>
    public const string Route = "decisions/{address}/receipt.tlog-proof";

    public static void MapReceiptFile(this IEndpointRouteBuilder routes) => routes.MapGet($"/{Route}", ReceiptAsync).Requires(Permission.TakeReceipt);

    /// <summary>Returns the receipt as a file to check elsewhere. It holds the parent's words, so each download is recorded.</summary>
    private static async Task<IResult> ReceiptAsync(HttpContext http, ReadDecision decisions, IssueReceipt receipts, AccessRecord access, string address)
    {
        if (decisions.Execute(address) is not { } file)
        {
            return Results.NotFound();
        }

        try
        {
            IssuedReceipt receipt = await receipts.ExecuteAsync(file.Row.DecisionId, http.RequestAborted);
            await access.ReadAsync(http, [file.Parent.Id, file.Child.Id]);
            return Results.File(Encoding.UTF8.GetBytes(receipt.Proof.ToString()), "text/plain; charset=utf-8", "receipt.tlog-proof");
        }
        catch (RefusalException refused)
        {
            return Results.Problem(refused.Refusal.Sentence, statusCode: StatusCodes.Status404NotFound, type: refused.Refusal.Code);
        }
    }
}
