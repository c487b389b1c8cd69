using System.Collections.Concurrent;
using System.Data.Common;
using Kinkeeper.Features.Evidence;
using Kinkeeper.Features.Gate.Judging;
using Kinkeeper.Features.Gate.Manifests;
using Kinkeeper.Features.Policies;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Database;

namespace Kinkeeper.Features.Gate.Ahead;

/// <summary>One movement with the gate's answer for everybody on it.</summary>
/// <param name="Movement">The movement.</param>
/// <param name="Names">The name on each manifest line, in the order of the answer; empty if the line has none.</param>
/// <param name="Answer">The answer as of its own time.</param>
public sealed record MovementAnswer(Movement Movement, IReadOnlyList<string> Names, ManifestAnswer Answer);

/// <summary>
/// The gate's answers about coming departures, for display. All missing answers are asked for in one question and cached until their
/// evidence changes. Some facts begin or end with time alone, so after <see cref="Fresh"/> the answers are asked for again in the
/// background. Each answer states its time. A person who acts on an answer asks again (<see cref="Asking.AskGate"/>).
/// </summary>
public sealed class GateAhead(Store store, Departures departures, JudgeManifest gate, PolicyShelf policies, TimeProvider clock) : IDisposable
{
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    /// <summary>The maximum age of an answer that is shown.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    private readonly SemaphoreSlim _asking = new(1);
    private readonly ConcurrentDictionary<string, (MovementAnswer Answer, Basis Basis)> _known = new(StringComparer.Ordinal);
    private int _refreshing;

    /// <summary>Returns the answers about some movements, in their order. A caller waits for a question already in progress.</summary>
    /// <param name="movements">The movements.</param>
    /// <param name="mayBeOlder">
    /// True if an answer from before the last change is enough, for a total over many. It is shown with its time and asked for again.
    /// </param>
    /// <exception cref="RefusalException">The gate cannot decide, so everyone is held.</exception>
    public async Task<IReadOnlyList<MovementAnswer>> ExecuteAsync(IReadOnlyList<Movement> movements, bool mayBeOlder = false)
    {
        Basis basis = new(Evidence(), Policy());
        DateTimeOffset now = clock.GetUtcNow();
        if (!movements.All(movement => Serves(movement, basis, now, mayBeOlder)))
        {
            await AskAsync(movements, basis, now, mayBeOlder);
        }

        MovementAnswer[] answers = [.. movements.Select(movement => _known[movement.Manifest].Answer)];
        Movement[] old = [.. movements.Where(movement => !IsFresh(movement, basis, now))];
        if (old.Length > 0 && Interlocked.Exchange(ref _refreshing, 1) == 0)
        {
            _ = Task.Run(() => RefreshAsync(old));
        }

        return answers;
    }

    public void Dispose() => _asking.Dispose();

    private async Task AskAsync(IReadOnlyList<Movement> movements, Basis basis, DateTimeOffset now, bool mayBeOlder)
    {
        await _asking.WaitAsync();
        try
        {
            Movement[] missing = [.. movements.Where(movement => !Serves(movement, basis, now, mayBeOlder))];
            foreach (string gone in _known.Where(known => known.Value.Answer.Movement.DepartsAt < now - Longest && now - known.Value.Answer.Answer.At > Longest).Select(known => known.Key))
            {
                _known.TryRemove(gone, out _);
            }

            Ask(missing, basis, now);
        }
        finally
        {
            _asking.Release();
        }
    }

    private async Task RefreshAsync(Movement[] movements)
    {
        try
        {
            await AskAsync(movements, new Basis(Evidence(), Policy()), clock.GetUtcNow(), mayBeOlder: false);
        }
        catch (Exception failed) when (failed is RefusalException or ObjectDisposedException)
        {
            // The next reader asks the gate again and sees the failure.
        }
        finally
        {
            Volatile.Write(ref _refreshing, 0);
        }
    }

    private bool Serves(Movement movement, Basis basis, DateTimeOffset now, bool mayBeOlder) =>
        basis.Policy is not null && Known(movement, now) is { } known && known.Age <= Longest && (mayBeOlder || known.Basis == basis);

    private bool IsFresh(Movement movement, Basis basis, DateTimeOffset now) => Known(movement, now) is { } known && known.Age <= Fresh && known.Basis == basis;

    private (TimeSpan Age, Basis Basis)? Known(Movement movement, DateTimeOffset now) =>
        _known.TryGetValue(movement.Manifest, out (MovementAnswer Answer, Basis Basis) known) && known.Answer.Movement == movement && now >= known.Answer.Answer.At
            ? (now - known.Answer.Answer.At, known.Basis)
            : null;

    private void Ask(Movement[] missing, Basis basis, DateTimeOffset now)
    {
        ILookup<string, (ManifestLine Line, string Name)> lines = departures.Lines([.. missing.Select(movement => movement.Manifest)]);
        ManifestAnswer all = gate.Execute([.. missing.SelectMany(movement => lines[movement.Manifest]).Select(line => line.Line)], now);
        int next = 0;
        foreach (Movement movement in missing)
        {
            string[] names = [.. lines[movement.Manifest].Select(line => line.Name)];
            LineAnswer[] people = [.. all.People.Skip(next).Take(names.Length)];
            next += names.Length;
            _known[movement.Manifest] = (new MovementAnswer(movement, names, all with { Manifest = movement.Manifest, People = people }), basis);
        }
    }

    /// <summary>The policy's exact text; null if it cannot be read, in which case no answer is cached.</summary>
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
            using DatabaseConnection connection = store.Connect();
            return EvidenceVersion.Read(connection);
        }
        catch (DbException unreadable)
        {
            throw new RefusalException(
                new Refusal("database-unreadable", $"The database cannot be read ({unreadable.Message}). Until it can, nobody is cleared."), unreadable);
        }
    }

    /// <summary>The inputs of an answer, apart from the time.</summary>
    private sealed record Basis(EvidenceVersion Evidence, string? Policy);
}
