using System.Globalization;
using System.Text.Json;
using Kinkeeper.Features.Gate.Judging;
using Kinkeeper.Features.Gate.Manifests;
using Kinkeeper.Features.Gate.Rules;
using Kinkeeper.Platform.Database;

namespace Kinkeeper.Features.Gate.Clearances;

/// <summary>Writes clearances through prepared statements, within the caller's transaction.</summary>
internal sealed class ClearanceWriter : IDisposable
{
    private readonly SqlStatement _find;
    private readonly SqlStatement _last;
    private readonly SqlStatement _clearance;
    private readonly SqlStatement _line;
    private readonly SqlStatement _told;
    private readonly SqlStatement _tell;

    public ClearanceWriter(DatabaseConnection connection)
    {
        _find = connection.Prepare("SELECT id, request_hash FROM clearances WHERE caller = ?1 AND idempotency_key = ?2");
        _last = connection.Prepare("SELECT COALESCE(MAX(id), 0) FROM clearances");
        _clearance = connection.Prepare(
            "INSERT INTO clearances (id, caller, idempotency_key, request_hash, answered_at, at, policy, policy_version, log_size, manifest) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)");
        _line = connection.Prepare(
            "INSERT INTO clearance_lines (clearance_id, line, manifest, record_id, a_number, folded_name, birth_date, departs_at, departs_offset_minutes, country, problem, person_id, person, is_cleared, override_id, reasons, evidence) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)");
        _told = connection.Prepare("SELECT type FROM gate_events WHERE order_key = ?1 AND manifest = ?2 ORDER BY id DESC LIMIT 1");
        _tell = connection.Prepare(
            "INSERT INTO gate_events (type, order_key, manifest, record_id, clearance_id, line, departs_at, happened_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
    }

    public RecordedClearance Write(ClearanceRow clearance, IReadOnlyList<ManifestLine> lines, IReadOnlyList<LineAnswer> answers)
    {
        if (clearance.IdempotencyKey is { } key)
        {
            _find.BindText(1, clearance.Caller);
            _find.BindText(2, key);
            if (_find.Step())
            {
                RecordedClearance earlier = new(new ClearanceId(_find.Number(0)), _find.Bytes(1).ToArray(), IsNew: false);
                _find.Reset();
                return earlier;
            }
        }

        _last.Step();
        ClearanceId id = new(_last.Number(0) + 1);
        _last.Reset();
        _clearance.Bind(1, id.Value);
        _clearance.BindText(2, clearance.Caller);
        _clearance.BindText(3, clearance.IdempotencyKey);
        _clearance.BindBlob(4, clearance.RequestHash);
        _clearance.Bind(5, clearance.AnsweredAt.ToMicroseconds());
        _clearance.Bind(6, clearance.At.ToMicroseconds());
        _clearance.BindText(7, clearance.Policy);
        _clearance.BindText(8, clearance.PolicyVersion);
        _clearance.Bind(9, clearance.LogSize);
        _clearance.BindText(10, clearance.Manifest);
        _clearance.Enqueue();
        foreach ((ManifestLine line, LineAnswer answer) in lines.Zip(answers))
        {
            _line.Bind(1, id.Value);
            _line.Bind(2, line.Line);
            _line.BindText(3, line.Manifest);
            _line.BindText(4, line.RecordId);
            _line.Bind(5, (long?)line.ANumber?.Value);
            _line.BindText(6, line.FoldedName);
            _line.BindText(7, line.BirthDate?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            _line.Bind(8, line.DepartsAt.ToMicroseconds());
            _line.Bind(9, (long)line.DepartsAt.Offset.TotalMinutes);
            _line.BindText(10, line.Country);
            _line.BindText(11, line.Problem);
            _line.Bind(12, answer.PersonId?.Value);
            _line.BindText(13, answer.Person);
            _line.Bind(14, answer.IsCleared ? 1 : 0);
            _line.Bind(15, answer.Override?.Value);
            IReadOnlyList<HoldReason> reasons = answer.IsCleared ? answer.Overridden : answer.Reasons;
            _line.BindText(16, reasons.Count == 0 ? "[]" : JsonSerializer.Serialize(reasons, ClearanceRecorder.Json));
            _line.BindBlob(17, answer.Evidence);
            _line.Enqueue();
        }

        if (clearance.At == clearance.AnsweredAt)
        {
            foreach ((ManifestLine line, LineAnswer answer) in lines.Zip(answers))
            {
                Tell(id, clearance, line, answer);
            }
        }

        return new RecordedClearance(id, clearance.RequestHash, IsNew: true);
    }

    /// <summary>Adds an event if the answer differs from the last one reported.</summary>
    private void Tell(ClearanceId id, ClearanceRow clearance, ManifestLine line, LineAnswer answer)
    {
        string key = GateEventRow.KeyOf(answer.PersonId, line.RecordId);
        _told.BindText(1, key);
        _told.BindText(2, line.Manifest);
        string? last = _told.Step() ? _told.Text(0) : null;
        _told.Reset();
        if (GateEventRow.Next(last, answer.IsCleared) is { } type)
        {
            _tell.BindText(1, type);
            _tell.BindText(2, key);
            _tell.BindText(3, line.Manifest);
            _tell.BindText(4, line.RecordId);
            _tell.Bind(5, id.Value);
            _tell.Bind(6, line.Line);
            _tell.Bind(7, line.DepartsAt.ToMicroseconds());
            _tell.Bind(8, clearance.AnsweredAt.ToMicroseconds());
            _tell.Enqueue();
        }
    }

    public void Dispose()
    {
        _told.Dispose();
        _tell.Dispose();
        _find.Dispose();
        _last.Dispose();
        _clearance.Dispose();
        _line.Dispose();
    }
}
