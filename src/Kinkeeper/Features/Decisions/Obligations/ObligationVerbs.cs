using System.CommandLine;
using System.Globalization;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Verbs;

namespace Kinkeeper.Features.Decisions.Obligations;

/// <summary>The verbs <c>obligations list|close|count</c>.</summary>
internal static class ObligationVerbs
{
    public static Command Command() => new("obligations", "Lists and closes the duties that executed removals opened: to find out what the parent wants for each child.")
    {
        List(), Close(), Count(),
    };

    private static Command List()
    {
        Option<bool> open = new("--open") { Description = "Only open obligations." };
        return new Command("list", "Lists the obligations. Exit 3 if any is open.") { open }.Runs(async (context, parsed, _) =>
        {
            IReadOnlyList<Obligation> all = context.Services.GetRequiredService<ListObligations>().Execute();
            Obligation[] shown = [.. all.Where(obligation => obligation.IsOpen || !parsed.GetValue(open))];
            int opened = all.Count(obligation => obligation.IsOpen);
            if (context.Json)
            {
                context.WriteJson(new
                {
                    Obligations = all.Count,
                    Open = opened,
                    ClosedBy = Enum.GetValues<ClosedBy>().Where(by => by != ClosedBy.Nothing)
                        .ToDictionary(by => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(by.ToString()), by => all.Count(obligation => obligation.ClosedBy == by)),
                    List = shown.Select(obligation => new
                    {
                        Removal = obligation.Removal.RemovalId,
                        DepartedAt = JsonTime.Text(obligation.Removal.DepartsAt),
                        Parent = obligation.Family.Parent.Key,
                        Child = obligation.Family.Child.Key,
                        Open = obligation.IsOpen,
                        obligation.ClosedBy,
                    }),
                });
            }
            else
            {
                foreach (Obligation obligation in shown)
                {
                    await context.Output.WriteLineAsync(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{obligation.Removal.DepartsAt:yyyy-MM-dd}  {obligation.Removal.RemovalId}  parent {obligation.Family.Parent.Key}  child {obligation.Family.Child.Key}  {(obligation.IsOpen ? "OPEN" : obligation.ClosedBy.ToString())}"));
                }

                await context.Output.WriteLineAsync($"{all.Count} obligations on record, {opened} open. Children with a disputed or only proposed link are not included, so at least {opened} are open.");
            }

            return opened > 0 ? ExitCode.Held : ExitCode.Done;
        });
    }

    private static Command Close()
    {
        Option<string> removal = new("--removal") { Description = "The removal's id.", HelpName = "ID", Required = true };
        Option<string> child = new("--child") { Description = "A record of the child.", HelpName = "ID", Required = true };
        Option<string> how = new("--as") { Description = "located-and-informed, or exception.", HelpName = "HOW", Required = true };
        how.AcceptOnlyFromAmong("located-and-informed", "exception");
        Option<string> reason = new("--reason") { Description = "What was done, or the reason it need not be done.", HelpName = "TEXT", Required = true };
        Option<string> by = new("--by") { Description = "The person who closes it.", HelpName = "WHO", Required = true };
        Option<string?> approvedBy = new("--approved-by") { Description = "The second person of an exception.", HelpName = "WHO" };
        return new Command("close", "Closes an obligation: the parent was located and informed, or two persons approve an exception.") { removal, child, how, reason, by, approvedBy }
            .Runs(async (context, parsed, _) =>
            {
                context.Services.GetRequiredService<CloseObligation>().Execute(new ObligationClosed(
                    parsed.GetValue(removal)!,
                    parsed.GetValue(child)!,
                    parsed.GetValue(how) == "exception" ? ClosingKind.Exception : ClosingKind.LocatedAndInformed,
                    parsed.GetValue(reason)!,
                    parsed.GetValue(by)!,
                    parsed.GetValue(approvedBy)));
                await context.Output.WriteLineAsync(context.Json ? "{\"closed\":true}" : "Closed.");
                return ExitCode.Done;
            });
    }

    private static Command Count()
    {
        Option<DateOnly?> from = new("--from") { Description = "First day.", HelpName = "YYYY-MM-DD" };
        Option<DateOnly?> to = new("--to") { Description = "Last day; yesterday at the latest.", HelpName = "YYYY-MM-DD" };
        return new Command("count", "Commits each facility's daily counts to the log and prints the new or changed ones.") { from, to }.Runs(async (context, parsed, _) =>
        {
            IReadOnlyList<DayCount> told = context.Services.GetRequiredService<CountDays>().Execute(parsed.GetValue(from), parsed.GetValue(to));
            if (context.Json)
            {
                context.WriteJson(new { counted = told });
                return ExitCode.Done;
            }

            foreach (DayCount count in told)
            {
                await context.Output.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{count.Day:yyyy-MM-dd}  {count.Facility}: {count.Removals} removals, {count.Obligations} obligations, {count.Decisions} decisions, {count.Outcomes} informed, {count.Exceptions} exceptions"));
            }

            await context.Output.WriteLineAsync($"{told.Count} counts committed to the log.");
            return ExitCode.Done;
        });
    }
}
