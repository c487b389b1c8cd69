using System.Text;
using Kinkeeper.TamperLog.Notes;

namespace Kinkeeper.TamperLog.Policies;

/// <summary>
/// Whom to believe (C2SP tlog-policy): which logs, which witnesses, and how many of them must have cosigned. A checkpoint is
/// valid when one of the logs has signed it and the quorum has.
/// </summary>
public sealed class WitnessPolicy
{
    /// <summary>Logs, witnesses and groups in one policy; the specification asks for 32 of each.</summary>
    private const int MaximumLines = 10_000;

    private readonly Dictionary<string, Member> _members = new(StringComparer.Ordinal);
    private Member _quorum = new(null, 0, []);

    private WitnessPolicy()
    {
    }

    /// <summary>The logs that are believed; empty where the policy leaves the log to its user.</summary>
    public IReadOnlyList<PolicyMember> Logs { get; private set; } = [];

    /// <summary>The witnesses that are known.</summary>
    public IReadOnlyList<PolicyMember> Witnesses { get; private set; } = [];

    /// <summary>A policy of one log and no witnesses.</summary>
    public static WitnessPolicy OfLog(VerifierKey log) => new() { Logs = [new PolicyMember(log.Name, log, null)] };

    /// <summary>Reads a policy file.</summary>
    /// <exception cref="LogFormatException">The first line that is wrong, and why.</exception>
    public static WitnessPolicy Parse(ReadOnlySpan<byte> file)
    {
        // Names are octet strings by the specification; Latin-1 keeps every octet apart from every other.
        string[] lines = Encoding.Latin1.GetString(file).Split('\n');
        WitnessPolicy policy = new();
        PolicyReader reader = new(policy._members);
        if (lines.Length > MaximumLines)
        {
            throw new LogFormatException($"A policy of more than {MaximumLines} lines is not read.");
        }

        for (int i = 0; i < lines.Length; i++)
        {
            try
            {
                reader.Read(lines[i]);
            }
            catch (LogFormatException wrong)
            {
                throw new LogFormatException($"Policy line {i + 1}: {wrong.Message}", wrong);
            }
        }

        policy._quorum = reader.Quorum ?? throw new LogFormatException("The policy has no line \"quorum\".");
        policy.Logs = reader.Logs;
        policy.Witnesses = reader.Witnesses;
        return policy;
    }

    /// <summary>Whether cosignatures by these keys are enough.</summary>
    public bool IsMet(IEnumerable<VerifierKey> cosigners) => _quorum.Witnessed(cosigners.ToHashSet());

    /// <summary>Reads a checkpoint and checks it against the whole policy.</summary>
    /// <param name="bytes">The checkpoint.</param>
    /// <exception cref="LogFormatException">Not a checkpoint.</exception>
    /// <exception cref="LogIntegrityException">Not of a known log, not signed by it, changed since, or without quorum.</exception>
    public SignedCheckpoint Open(ReadOnlySpan<byte> bytes)
    {
        SignedNote note = SignedNote.Parse(bytes);
        Checkpoint checkpoint = Checkpoint.Parse(note.Text);
        PolicyMember log = Logs.FirstOrDefault(log => log.Key.Name == checkpoint.Origin && IsSignedBy(note, log.Key))
            ?? Logs.FirstOrDefault(log => log.Key.Name == checkpoint.Origin)
            ?? throw new LogIntegrityException(
                "checkpoint", $"one of the logs {string.Join(", ", Logs.Select(log => log.Key.Name))}", $"the log {checkpoint.Origin}", "The checkpoint is another log's.");
        SignedCheckpoint signed = SignedCheckpoint.Open(bytes, log.Key, Witnesses.Select(witness => witness.Key));
        return IsMet(signed.Cosignatures.Select(cosignature => cosignature.Witness))
            ? signed
            : throw new LogIntegrityException(
                "cosignatures", "the policy's quorum",
                signed.Cosignatures.Count == 0 ? "none" : string.Join(", ", signed.Cosignatures.Select(cosignature => cosignature.Witness.Name)),
                "Too few of the witnesses have cosigned the checkpoint.");
    }

    private static bool IsSignedBy(SignedNote note, VerifierKey key) =>
        note.Signatures.Any(signature => signature.KeyId == key.Id && signature.Name == key.Name);

    /// <summary>A witness (with a key), or a group of which <paramref name="Threshold"/> members must have witnessed.</summary>
    internal sealed record Member(VerifierKey? Key, int Threshold, IReadOnlyList<Member> Members)
    {
        public bool Witnessed(IReadOnlySet<VerifierKey> cosigners) =>
            Key is null ? Members.Count(member => member.Witnessed(cosigners)) >= Threshold : cosigners.Contains(Key);
    }
}
