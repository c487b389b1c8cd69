using Kinkeeper.Features.Records;
using Kinkeeper.Platform.Security.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kinkeeper.Features.People.Access;

/// <summary>Shows auditors who read about whom, when and why.</summary>
[Requires(Permission.ViewAccess)]
public sealed class ReadingsModel(ReadAccess read) : PageModel
{
    internal const int Most = 50;

    /// <summary>Only readings by this account.</summary>
    [BindProperty(SupportsGet = true, Name = "account")]
    public string? Reader { get; set; }

    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    public IReadOnlyList<AccessRow> Rows { get; private set; } = [];

    public void OnGet() => Rows = read.Execute(null, string.IsNullOrWhiteSpace(Reader) ? null : Reader.Trim(), Before, Most);
}

/// <summary>Shows who read about one person, to auditors and to the person's counsel.</summary>
[Requires(Permission.ViewAccessToPerson)]
public sealed class ReadingsOfPersonModel(ReadAccess read) : PageModel
{
    /// <summary>The key of one of the person's records.</summary>
    [BindProperty(SupportsGet = true)]
    public long Record { get; set; }

    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    public IReadOnlyList<AccessRow> Rows { get; private set; } = [];

    public void OnGet() => Rows = read.Execute(new RecordKey(Record), null, Before, ReadingsModel.Most);
}
