using System.Text.Json;
using Kinkeeper.Features.Gate.Judging;
using Kinkeeper.Features.Gate.Manifests;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Database;

namespace Kinkeeper.Features.Gate.Clearances;

/// <summary>The result of recording an answer.</summary>
/// <param name="Id">The recorded clearance: this one, or the earlier one with the same key.</param>
/// <param name="RequestHash">The hash of the request that clearance answered.</param>
/// <param name="IsNew">False if the key was used before.</param>
public sealed record RecordedClearance(ClearanceId Id, byte[] RequestHash, bool IsNew);

/// <summary>Records the gate's answers before they are returned.</summary>
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
        failed => new RefusalException(new Refusal("clearance-not-recorded", $"The answer could not be recorded ({failed.Message}), so it is not returned."), failed));

    /// <summary>Records an answer. Completes when it is on the disk.</summary>
    /// <param name="clearance">The clearance; its id is assigned here.</param>
    /// <param name="lines">The lines asked about.</param>
    /// <param name="answers">The answers, in the same order.</param>
    /// <exception cref="RefusalException">It could not be recorded, so it may not be returned: everyone asked about is held.</exception>
    public Task<RecordedClearance> RecordAsync(ClearanceRow clearance, IReadOnlyList<ManifestLine> lines, IReadOnlyList<LineAnswer> answers) =>
        _commits.WriteAsync(new Answered(clearance, lines, answers));

    public void Dispose() => _commits.Dispose();

    private sealed record Answered(ClearanceRow Clearance, IReadOnlyList<ManifestLine> Lines, IReadOnlyList<LineAnswer> Answers);
}
