using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Kinkeeper.Features.Evidence;
using Kinkeeper.Features.Records;
using Kinkeeper.Features.Records.Fields;
using Kinkeeper.Platform.Database;

namespace Kinkeeper.Features.Gate.Judging;

/// <summary>
/// A digest of all evidence for an answer about one person. If any of it changes, the answer is out of date: the records of the person,
/// their children and their parents, and which of them are aboard.
/// </summary>
internal sealed class EvidenceDigest
{
    private byte[] _bytes = new byte[2048];
    private int _length;

    /// <param name="person">The person the answer is about.</param>
    /// <param name="aboard">Everybody on the same manifest.</param>
    /// <param name="lifted">The override that clears the person; null if there is none.</param>
    /// <returns>32 bytes, which do not depend on the order in which the rows were read.</returns>
    public static byte[] Of(PersonFile person, IReadOnlySet<PersonId> aboard, OverrideId? lifted)
    {
        EvidenceDigest digest = new();
        digest.Add(lifted?.Value ?? 0);
        digest.Add(person);
        foreach (FamilyFile family in person.AsParent.OrderBy(family => family.Child.Id.Value))
        {
            digest.Add("child");
            digest.Add(family, family.Child, aboard);
        }

        foreach (FamilyFile family in person.AsChild.OrderBy(family => family.Parent.Id.Value))
        {
            digest.Add("parent");
            digest.Add(family, family.Parent, aboard);
        }

        return SHA256.HashData(digest._bytes.AsSpan(0, digest._length));
    }

    private void Add(FamilyFile family, PersonFile other, IReadOnlySet<PersonId> aboard)
    {
        Add(aboard.Contains(other.Id) ? 1 : 0);
        Add(other);
        foreach (LinkRow link in family.Links.OrderBy(link => link.AsOf).ThenBy(link => link.Status))
        {
            Add(link);
        }

        Add("decided");
        Add(family.DecidedByPerson is { } decided ? decided : new LinkRow(default, DateTimeOffset.MinValue));
        Add(BitConverter.DoubleToInt64Bits(family.Proposal ?? -1));
        foreach (Decision decision in family.Decisions.OrderBy(decision => decision.DecisionId, StringComparer.Ordinal))
        {
            Add(decision);
        }

        foreach ((string decisionId, PlanStep step) in family.Steps.OrderBy(step => step.DecisionId, StringComparer.Ordinal).ThenBy(step => step.Step.Kind))
        {
            Add(decisionId);
            Add((long)step.Kind);
            Add(step.ConfirmedAt);
        }
    }

    private void Add(LinkRow link)
    {
        Add((long)link.Status);
        Add(link.AsOf);
    }

    private void Add(Decision decision)
    {
        foreach (EvidenceField field in EvidenceFields.All)
        {
            FieldValue value = field.Field.Get(decision);
            Add(value.Text);
            Add(value.Number ?? long.MinValue);
        }
    }

    private void Add(PersonFile person)
    {
        Add(person.Id.Value);
        Add(person.Key);
        Add(person.Birth?.DayNumber ?? -1);
        Add((person.RecordedAsAdult ? 1 : 0) + (person.RecordedAsMinor ? 2 : 0));
        foreach (DateTimeOffset seen in person.Encounters.Order())
        {
            Add(seen);
        }

        Add("removals");
        foreach (Removal removal in person.Removals.OrderBy(removal => removal.RemovalId, StringComparer.Ordinal))
        {
            Add(removal.RemovalId);
            Add(removal.Executed ? 1 : 0);
            Add(removal.DepartsAt);
            Add(removal.Country);
            Add(removal.Manifest);
        }

        Add("custody");
        foreach (Custody custody in person.Custody.OrderBy(custody => custody.From).ThenBy(custody => custody.To))
        {
            Add(custody.From);
            Add(custody.To ?? DateTimeOffset.MaxValue);
        }

        Add("statements");
        foreach (Statement statement in person.Statements.OrderBy(statement => statement.StatementId))
        {
            Add(statement.MadeAt);
            Add(statement.RecordedAt);
            Add((long)statement.Wish);
        }

        Add("screenings");
        foreach (Screening screening in person.Screenings.OrderBy(screening => screening.AskedAt).ThenBy(screening => screening.Answer).ThenBy(screening => screening.Children))
        {
            Add(screening.AskedAt ?? DateTimeOffset.MinValue);
            Add((long)screening.Answer);
            Add(screening.Children ?? -1);
        }
    }

    private void Add(DateTimeOffset instant) => Add(instant.ToMicroseconds());

    private void Add(long number)
    {
        Room(sizeof(long));
        BinaryPrimitives.WriteInt64LittleEndian(_bytes.AsSpan(_length), number);
        _length += sizeof(long);
    }

    private void Add(string? text)
    {
        text ??= string.Empty;
        Add(text.Length);
        Room(Encoding.UTF8.GetMaxByteCount(text.Length));
        _length += Encoding.UTF8.GetBytes(text, _bytes.AsSpan(_length));
    }

    private void Room(int bytes)
    {
        if (_bytes.Length - _length < bytes)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + bytes));
        }
    }
}
