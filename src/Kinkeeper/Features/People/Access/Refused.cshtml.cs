using System.Globalization;
using Kinkeeper.Platform.Security.Accounts;
using Kinkeeper.Platform.Security.Refused;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kinkeeper.Features.People.Access;

/// <summary>For auditors and administrators: what was refused to whom, and which sign-ins failed.</summary>
[Requires(Permission.ViewRefused)]
public sealed class RefusedModel(ReadRefused read) : PageModel
{
    internal const int Most = 50;

    /// <summary>The name of a kind; any other: every kind.</summary>
    [BindProperty(SupportsGet = true, Name = "kind")]
    public string? KindName { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? Day { get; set; }

    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    public RefusedKind? Kind => RefusedKinds.Find(KindName);

    public IReadOnlyList<RefusedRow> Rows { get; private set; } = [];

    /// <summary>Null where there is nothing older.</summary>
    public string? Next { get; private set; }

    public void OnGet()
    {
        IReadOnlyList<RefusedRow> found = read.Execute(Kind, Day, Before, Most + 1);
        Rows = [.. found.Take(Most)];
        Next = found.Count > Most ? $"/access/refused?kind={(Kind is { } kind ? RefusedKinds.NameOf(kind) : null)}&day={DayText}&before={Rows[^1].Id.ToString(CultureInfo.InvariantCulture)}" : null;
    }

    /// <summary>As a date field writes it; empty for every day.</summary>
    public string DayText => Day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? string.Empty;
}
