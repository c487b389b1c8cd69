using System.Globalization;
using Kinkeeper.Platform.Security.Accounts;
using Kinkeeper.Platform.Security.Refused;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kinkeeper.Features.People.Access;

/// <summary>Shows auditors and administrators the refused requests and failed sign-ins.</summary>
[Requires(Permission.ViewRefused)]
public sealed class RefusedModel(ReadRefused read) : PageModel
{
    internal const int Most = 50;

    /// <summary>The name of a kind; any other value means every kind.</summary>
    [BindProperty(SupportsGet = true, Name = "kind")]
    public string? KindName { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? Day { get; set; }

    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    public RefusedKind? Kind => RefusedKinds.Find(KindName);

    public IReadOnlyList<RefusedRow> Rows { get; private set; } = [];

    /// <summary>The address of the next part; null if there is nothing older.</summary>
    public string? Next { get; private set; }

    public void OnGet()
    {
        IReadOnlyList<RefusedRow> found = read.Execute(Kind, Day, Before, Most + 1);
        Rows = [.. found.Take(Most)];
        Next = found.Count > Most ? $"/access/refused?kind={(Kind is { } kind ? RefusedKinds.NameOf(kind) : null)}&day={DayText}&before={Rows[^1].Id.ToString(CultureInfo.InvariantCulture)}" : null;
    }

    /// <summary>The day in a date field's format; empty for every day.</summary>
    public string DayText => Day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? string.Empty;
}
