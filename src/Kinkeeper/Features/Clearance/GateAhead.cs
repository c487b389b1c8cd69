using Kinkeeper.Features.Clearance.Policies;
using Kinkeeper.Features.Decisions.Evidence;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Database;
using Microsoft.Data.Sqlite;

namespace Kinkeeper.Features.Clearance;

/// <summary>One movement with the gate's answer about everybody on it.</summary>
/// <param name="Movement">The movement.</param>
/// <param name="Names">The name on each line of the manifest, in the order of the answer; empty where the line has none.</param>
/// <param name="Answer">As of its own instant.</param>
public sealed record MovementAnswer(Movement Movement, IReadOnlyList<string> Names, ManifestAnswer Answer);

/// <summary>
/// The gate's answers about the departures ahead, for looking at: all of them asked in one question, and remembered for as long as
/// nothing that they rest on has changed, but for <see cref="Longest"/> at most, since time alone lets facts begin and end. Each says
/// the instant for which it stands. Whoever acts on an answer asks anew (<see cref="Api.AnswerRequest"/>).
/// </summary>
public sealed class GateAhead(Store store, Departures departures, ClearManifest gate, PolicyShelf policies, TimeProvider clock)
{
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly Lock _asking = new();
    private readonly Dictionary<string, MovementAnswer> _known = new(StringComparer.Ordinal);
    private (EvidenceVersion Evidence, string? Policy) _basis;

    /// <summary>The answers about some movements, in their order. Who asks while another is asking waits for that answer.</summary>
    /// <exception cref="RefusalException">The gate cannot decide: everyone is held.</exception>
    public IReadOnlyList<MovementAnswer> Execute(IReadOnlyList<Movement> movements)
    {
        lock (_asking)
        {
            DateTimeOffset now = clock.GetUtcNow();
            Forget(now);
            Movement[] missing = [.. movements.Where(movement => !_known.TryGetValue(movement.Manifest, out MovementAnswer? known) || known.Movement != movement)];
            if (missing.Length > 0)
            {
                Ask(missing, now);
            }

            return [.. movements.Select(movement => _known[movement.Manifest])];
        }
    }

    /// <summary>The gate's answer about one manifest; null where there is no such manifest.</summary>
    public MovementAnswer? Find(string manifest) => departures.Find(manifest) is { } movement ? Execute([movement])[0] : null;

    private void Ask(Movement[] missing, DateTimeOffset now)
    {
        ILookup<string, (ManifestLine Line, string Name)> lines = departures.Lines([.. missing.Select(movement => movement.Manifest)]);
        ManifestLine[] asked = [.. missing.SelectMany(movement => lines[movement.Manifest]).Select(line => line.Line)];
        ManifestAnswer all = gate.Execute(asked, now);
        int next = 0;
        foreach (Movement movement in missing)
        {
            string[] names = [.. lines[movement.Manifest].Select(line => line.Name)];
            LineAnswer[] people = [.. all.People.Skip(next).Take(names.Length)];
            next += names.Length;
            _known[movement.Manifest] = new MovementAnswer(movement, names, all with { Manifest = movement.Manifest, People = people });
        }
    }

    private void Forget(DateTimeOffset now)
    {
        (EvidenceVersion, string?) basis = (Evidence(), Policy());
        if (basis != _basis || basis.Item2 is null)
        {
            _known.Clear();
            _basis = basis;
        }

        foreach (string old in _known.Where(known => now - known.Value.Answer.At is var age && (age > Longest || age < TimeSpan.Zero)).Select(known => known.Key).ToArray())
        {
            _known.Remove(old);
        }
    }

    /// <summary>The policy's exact text; null where it cannot be read, which nothing is remembered for.</summary>
    private string? Policy()
    {
        try
        {
            return policies.Find(PolicyShelf.Default).Version;
        }
        catch (RefusalException unreadable) when (unreadable.Refusal.Code == "policy-unreadable")
        {
            return null;
        }
    }

    private EvidenceVersion Evidence()
    {
        try
        {
            using SqliteConnection connection = store.Connect();
            return EvidenceVersion.Read(connection);
        }
        catch (SqliteException unreadable)
        {
            throw new RefusalException(
                new Refusal("database-unreadable", $"The database cannot be read ({unreadable.Message}). Until it can, nobody is cleared."), unreadable);
        }
    }
}
