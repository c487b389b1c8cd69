using System.CommandLine;
using System.Globalization;
using Kinkeeper.Features.Records.Words;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Verbs;

namespace Kinkeeper.Features.Decisions.Wishes;

/// <summary>The verbs <c>wishes unread|mark</c>. The screen highlights, a person marks.</summary>
internal static class WishVerbs
{
    public static Command Command() => new("wishes", "Lists statements that may express a parent's wish for a child, for a person to read and mark.") { Unread(), Mark() };

    private static readonly Dictionary<string, Wish> Marks = ((Wish[])[Wish.Accompany, Wish.Remain, Wish.Unclear, Wish.NoneExpressed]).ToDictionary(ReadStatements.WordOf);

    private static Command Unread() =>
        new Command("unread", "Lists statements that nobody has read for a wish, the oldest first. Exit 3 if there are any.").Runs(async (context, _, _) =>
        {
            IReadOnlyList<StatementToRead> unread = context.Services.GetRequiredService<ReadStatements>().Unread();
            if (context.Json)
            {
                context.WriteJson(new { Unread = unread.Count, Highlighted = unread.Count(statement => statement.Sentences.Count > 0), Statements = unread });
            }
            else
            {
                foreach (StatementToRead statement in unread)
                {
                    await context.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{statement.Statement}  {statement.MadeAt:yyyy-MM-dd}  {statement.Kind}"));
                    if (statement.Sentences.Count == 0)
                    {
                        await context.Output.WriteLineAsync("    (nothing highlighted: read it too)");
                    }

                    foreach (WishSentence sentence in statement.Sentences)
                    {
                        await context.Output.WriteLineAsync($"    {sentence.Sentence.Trim()}");
                    }
                }

                await context.Output.WriteLineAsync($"{unread.Count} statements unread, {unread.Count(statement => statement.Sentences.Count > 0)} with highlighted sentences. The others may express a wish too, because nobody has read them.");
            }

            return unread.Count > 0 ? ExitCode.Held : ExitCode.Done;
        });

    private static Command Mark()
    {
        Argument<long> statement = new("statement") { Description = "The statement's number.", HelpName = "N" };
        Option<string> wish = new("--wish") { Description = "The wish you read in it: accompany, remain, unclear, or none-expressed.", HelpName = "WISH", Required = true };
        wish.AcceptOnlyFromAmong([.. Marks.Keys]);
        Option<string> by = new("--by") { Description = "The person who read it.", HelpName = "WHO", Required = true };
        return new Command("mark", "Records what a person read in a statement.") { statement, wish, by }.Runs(async (context, parsed, _) =>
        {
            context.Services.GetRequiredService<ReadStatements>().Mark(
                parsed.GetValue(statement), Marks[parsed.GetValue(wish)!], parsed.GetValue(by)!);
            await context.Output.WriteLineAsync(context.Json ? "{\"marked\":true}" : "Marked.");
            return ExitCode.Done;
        });
    }
}
