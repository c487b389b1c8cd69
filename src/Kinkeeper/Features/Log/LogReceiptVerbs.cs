using System.CommandLine;
using System.Text;
using Kinkeeper.Features.Decisions.Receipts;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Verbs;

namespace Kinkeeper.Features.Log;

/// <summary>The verbs <c>log receipt</c> and <c>log check-page</c>: the documents for a parent and counsel.</summary>
internal static class LogReceiptVerbs
{
    public static Command Receipt()
    {
        Argument<string> decision = new("decision") { Description = "The decision's id.", HelpName = "DECISION" };
        Option<string?> file = new("--out") { Description = "The file for the receipt (.tlog-proof). Default: standard output.", HelpName = "F" };
        Option<string?> page = new("--page") { Description = "The file for the page to print, with the decision in words and a QR code.", HelpName = "F.html" };
        Option<string?> language = new("--language") { Description = "The page's language: eng, spa, por or hat. Default: the parent's.", HelpName = "L" };
        return new Command("receipt", "Makes the receipt of a decision for the parent and counsel.") { decision, file, page, language }
            .Runs(async (context, parsed, cancellation) =>
            {
                IssuedReceipt receipt = await context.Services.GetRequiredService<IssueReceipt>().ExecuteAsync(parsed.GetValue(decision)!, cancellation);
                string proof = receipt.Proof.ToString();
                if (parsed.GetValue(file) is { } to)
                {
                    Write(to, proof);
                }

                if (parsed.GetValue(page) is { } pageFile)
                {
                    Write(pageFile, ReceiptPage.Write(receipt, parsed.GetValue(language)));
                }

                if (context.Json)
                {
                    context.WriteJson(new
                    {
                        receipt.Decision,
                        receipt.Proof.Index,
                        receipt.Size,
                        Key = receipt.Key.Text,
                        Out = parsed.GetValue(file),
                        Page = parsed.GetValue(page),
                        Receipt = parsed.GetValue(file) is null ? proof : null,
                    });
                }
                else if (parsed.GetValue(file) is null && parsed.GetValue(page) is null)
                {
                    await context.Output.WriteAsync(proof);
                }
                else
                {
                    await context.Output.WriteLineAsync($"Receipt of decision {receipt.Decision}: entry {receipt.Proof.Index} of {receipt.Size}. Check it with: kinkeeper log check-receipt FILE --key '{receipt.Key.Text}'");
                }

                return ExitCode.Done;
            });
    }

    public static Command CheckingPage()
    {
        Option<string?> file = new("--out") { Description = "The file for the page. Default: standard output.", HelpName = "F.html" };
        Option<bool> withKey = new("--with-key") { Description = "Fill in the key of the log of --data." };
        return new Command("check-page", "Writes the page that checks a receipt in any browser, without a server.") { file, withKey }
            .Runs(async (context, parsed, _) =>
            {
                string page = Decisions.Receipts.CheckingPage.Write(parsed.GetValue(withKey) ? LogPlace.KeyBeside(context.Location.LogFolder) : null);
                if (parsed.GetValue(file) is { } to)
                {
                    Write(to, page);
                }
                else
                {
                    await context.Output.WriteAsync(page);
                }

                return ExitCode.Done;
            });
    }

    private static void Write(string file, string text)
    {
        try
        {
            File.WriteAllText(file, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            throw new RefusalException("file-unwritable", $"The file {file} cannot be written: {unwritable.Message}");
        }
    }
}
