using Kinkeeper.Features.People.Access;
using Kinkeeper.Features.Policies;
using Kinkeeper.Features.Records;
using Kinkeeper.Platform.Security.Accounts;
using Kinkeeper.Platform.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Kinkeeper.Features.Families;

/// <summary>Shows one family: its members, the evidence, the events over time, and the open duties.</summary>
[OpensFile]
[Requires(Permission.ViewFamilies)]
public sealed class FamilyModel(ReadFamily families, PolicyShelf policies, AccessRecord access, IStringLocalizer<Words> words) : PageModel
{
    /// <summary>The part of a large family, from 1.</summary>
    [BindProperty(SupportsGet = true)]
    public int Part { get; set; } = 1;

    /// <summary>The record number in the page's address.</summary>
    public long Record { get; private set; }

    public FamilyView Family { get; private set; } = null!;

    /// <summary>The picture; null if no dated event is on record.</summary>
    public string? Picture { get; private set; }

    /// <summary>True if the picture prints on upright paper.</summary>
    public bool IsTall { get; private set; }

    /// <summary>True if there may be more than this account is shown.</summary>
    public bool IsFiltered { get; private set; }

    public async Task<IActionResult> OnGetAsync(long record)
    {
        Account account = Account.Of(User)!;
        if (Part < 1 || families.Execute(new RecordKey(record), account, Part) is not { } records)
        {
            return NotFound();
        }

        Record = record;
        // Everyone named on the page is recorded as read before it is shown.
        await access.ReadAsync(HttpContext, [.. records.Members.Concat(records.Rejected).Select(member => member.Key)]);
        Family = FamilyView.Of(records, words, policies.Find(PolicyShelf.Default), policies.All(), (account.May(Permission.Interview), account.May(Permission.ReadStatements)));
        IsFiltered = Roles.IsEnforcement(account.Role);
        if (FamilyPicture.Of(Family.History) is { } picture)
        {
            Picture = FamilySvg.Write(picture, words["family.picture", Family.Title], words["family.point"], When);
            IsTall = picture.IsTall;
        }

        return Page();
    }

    /// <summary>Returns the time of an event, with the zone.</summary>
    public string When(FamilyItem item) => TellFamily.Moment(item.From);
}
