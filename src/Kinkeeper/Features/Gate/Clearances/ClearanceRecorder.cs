using System.Text.Json;
using Kinkeeper.Features.Gate.Judging;
using Kinkeeper.Features.Gate.Manifests;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Database;

namespace Kinkeeper.Features.Gate.Clearances;

/// <summary>What became of an answer that was to be recorded.</summary>
/// <param name="Id">The recorded clearance: this one, or the earlier one of the same key.</param>
/// <param name="RequestHash">What that clearance was asked.</param>
/// <param name="IsNew">False when the key was used before.</param>
public sealed record RecordedClearance(ClearanceId Id, byte[] RequestHash, bool IsNew);

/// <summary>Records the gate's answers before they are given.</summary>
public sealed class ClearanceRecorder(Store store) : IDisposable
{
    internal static readonly JsonSerializerOptions Json = JsonSerializerOptions.Web;

    private readonly GroupCommit<Answered, RecordedClearance> _commits = new(
        "clearances",
        store,
        (connection, batch) =>
        {
            using ClearanceWriter writer = new(connection);
            return [.. batch.Select(answered => writer.Write(answered.Clearance, answered.Lines, answered.Answers))];
        },
        failed => new RefusalException(new Refusal("clearance-not-recorded", $"The answer could not be recorded ({failed.Message}), so it is not given."), failed));

    /// <summary>Records an answer; completes when it is on the disk.</summary>
    /// <param name="clearance">Its id is given here.</param>
    /// <param name="lines">What was asked.</param>
    /// <param name="answers">What was answered, in the same order.</param>
    /// <exception cref="RefusalException">It could not be recorded, so it may not be given: everyone asked about is held.</exception>
    public Task<RecordedClearance> RecordAsync(ClearanceRow clearance, IReadOnlyList<ManifestLine> lines, IReadOnlyList<LineAnswer> answers) =>
        _commits.WriteAsync(new Answered(clearance, lines, answers));

    public void Dispose() => _commits.Dispose();

    private sealed record Answered(ClearanceRow Clearance, IReadOnlyList<ManifestLine> Lines, IReadOnlyList<LineAnswer> Answers);
}
