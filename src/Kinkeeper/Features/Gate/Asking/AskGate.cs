using System.Security.Cryptography;
using System.Text.Json;
using Kinkeeper.Features.Gate.Clearances;
using Kinkeeper.Features.Gate.Judging;
using Kinkeeper.Features.Gate.Manifests;
using Kinkeeper.Features.Policies;
using Kinkeeper.Platform;

namespace Kinkeeper.Features.Gate.Asking;

/// <summary>The gate's answer to another system.</summary>
/// <param name="Clearance">The recorded answer; null if the policy could not be read.</param>
/// <param name="Answer">The gate's answer.</param>
/// <param name="Expired">The reasons it is no longer valid; empty while it is valid.</param>
/// <param name="Replayed">True if the same request had been answered before.</param>
public sealed record GateAnswer(ClearanceId? Clearance, ManifestAnswer Answer, IReadOnlyList<Expiry> Expired, bool Replayed);

/// <summary>
/// Answers another system's question and records the answer before returning it. A repeated request returns the same clearance.
/// </summary>
public sealed class AskGate(JudgeManifest gate, ClearanceRecorder recorder, FindClearance find, TimeProvider clock)
{
    private const int LongestKey = 255;

    /// <param name="body">JSON: <see cref="ClearanceRequest"/>.</param>
    /// <param name="caller">The account that asks; empty if nobody signs in.</param>
    /// <param name="key">The caller's key for the request; null if none was given.</param>
    /// <exception cref="RefusalException">
    /// The gate cannot decide, or the key was used for another request, or its clearance has expired.
    /// </exception>
    public async Task<GateAnswer> ExecuteAsync(ReadOnlyMemory<byte> body, string caller, string? key)
    {
        if (key is { Length: 0 or > LongestKey })
        {
            throw new RefusalException("idempotency-key-unusable", $"The Idempotency-Key must have 1 to {LongestKey} characters.");
        }

        ReadRequest request = ReadRequest.Of(body);
        return await AnswerAsync(request.Lines, request.At, request.Hash, caller, key);
    }

    /// <summary>Asks for a page: uses the recorded lines, judged now.</summary>
    /// <exception cref="RefusalException">The gate cannot decide.</exception>
    public Task<GateAnswer> ExecuteAsync(IReadOnlyList<ManifestLine> lines, string caller) =>
        AnswerAsync(lines, null, SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(lines)), caller, key: null);

    /// <summary>Returns the answer about these lines.</summary>
    /// <param name="lines">The people to leave.</param>
    /// <param name="at">The time to judge at; null for now.</param>
    /// <param name="hash">SHA-256 of the request as received.</param>
    /// <param name="caller">The account that asks.</param>
    /// <param name="key">The caller's key for the request; null if none was given.</param>
    /// <exception cref="RefusalException">
    /// The gate cannot decide, or the key was used for another request, or its clearance has expired.
    /// </exception>
    public async Task<GateAnswer> AnswerAsync(IReadOnlyList<ManifestLine> lines, DateTimeOffset? at, byte[] hash, string caller, string? key)
    {
        DateTimeOffset now = clock.GetUtcNow();
        ManifestAnswer answer = gate.Execute(lines, at ?? now, PolicyShelf.Default);
        if (answer.PolicyVersion is not { } version)
        {
            return new GateAnswer(null, answer, [], Replayed: false);
        }

        ClearanceRow clearance = new()
        {
            Caller = caller,
            IdempotencyKey = key,
            RequestHash = hash,
            AnsweredAt = now,
            At = answer.At,
            Policy = answer.Policy,
            PolicyVersion = version,
            LogSize = answer.LogSize,
            Manifest = answer.Manifest,
        };
        RecordedClearance recorded = await recorder.RecordAsync(clearance, lines, answer.People);
        return recorded.IsNew
            ? new GateAnswer(recorded.Id, answer, at is null ? [] : [FindClearance.AsOfAnotherMoment], Replayed: false)
            : Replay(recorded, hash);
    }

    private GateAnswer Replay(RecordedClearance recorded, byte[] hash)
    {
        if (!recorded.RequestHash.AsSpan().SequenceEqual(hash))
        {
            throw new RefusalException("idempotency-key-reused", "This Idempotency-Key was used for another request. Use a new one.");
        }

        StandingClearance earlier = find.Execute(recorded.Id)!;
        // If the evidence has changed, returning an old "cleared" again would let somebody leave because of it.
        return earlier.Stands || earlier.Clearance.At != earlier.Clearance.AnsweredAt
            ? new GateAnswer(recorded.Id, earlier.Answer, earlier.Expired, Replayed: true)
            : throw new RefusalException(
                "clearance-expired",
                $"This request was answered before, as clearance {recorded.Id.Value}, but its evidence has changed since. Ask again with a new Idempotency-Key.");
    }
}
