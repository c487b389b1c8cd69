using System.CommandLine;
using System.Globalization;
using Kinkeeper.Features.Gate.Judging;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Verbs;

namespace Kinkeeper.Features.Gate.Overriding;

/// <summary>The verb <c>overrides</c>, which lists overrides. It cannot make one, since that needs two signed-in persons.</summary>
internal static class OverrideVerbs
{
    public static Command Overrides() => new Command("overrides", "Lists every override of the gate, latest first.").Runs(async (context, _, _) =>
    {
        IReadOnlyList<OverrideRow> overrides = context.Services.GetRequiredService<OverrideGate>().List();
        if (context.Json)
        {
            context.WriteJson(new { overrides = overrides.Select(OverrideShown.Of) });
        }
        else
        {
            foreach (OverrideRow row in overrides)
            {
                await context.Output.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{row.Id.Value} {row.Manifest} {row.ReasonCode} by {row.RequestedBy}, {(row.ApprovedBy is null ? "not approved" : $"approved by {row.ApprovedBy}")}: {row.Words}"));
            }
        }

        return ExitCode.Done;
    });
}
