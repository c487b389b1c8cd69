using System.Text;
using Kinkeeper.TamperLog.Notes;

namespace Kinkeeper.TamperLog.Policies;

/// <summary>
/// A policy of trust (C2SP tlog-policy): the trusted logs and witnesses, and how many witnesses must cosign. A checkpoint is valid if
/// one of the logs has signed it and the quorum has cosigned it.
/// </summary>
public sealed class WitnessPolicy
{
    /// <summary>The most lines in a policy. The specification asks for at least 32 logs, witnesses and groups each.</summary>
    private const int MaximumLines = 10_000;

    private readonly Dictionary<string, Member> _members = new(StringComparer.Ordinal);
    private Member _quorum = new(null, 0, []);

    private WitnessPolicy()
    {
    }

    /// <summary>The trusted logs; empty if the policy names none.</summary>
    public IReadOnlyList<PolicyMember> Logs { get; private set; } = [];

    /// <summary>The known witnesses.</summary>
    public IReadOnlyList<PolicyMember> Witnesses { get; private set; } = [];

    /// <summary>Returns a policy of one log and no witnesses.</summary>
    public static WitnessPolicy OfLog(VerifierKey log) => new() { Logs = [new PolicyMember(log.Name, log, null)] };

    /// <summary>Reads a policy file.</summary>
    /// <exception cref="LogFormatException">A line is wrong. The message names the first wrong line and the reason.</exception>
    public static WitnessPolicy Parse(ReadOnlySpan<byte> file)
    {
        // In the specification names are strings of octets. Latin-1 keeps all octets distinct.
        string[] lines = Encoding.Latin1.GetString(file).Split('\n');
        WitnessPolicy policy = new();
        PolicyReader reader = new(policy._members);
        if (lines.Length > MaximumLines)
        {
            throw new LogFormatException($"The policy has {lines.Length} lines; at most {MaximumLines} are allowed.");
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

    /// <summary>Returns true if cosignatures by these keys meet the quorum.</summary>
    public bool IsMet(IEnumerable<VerifierKey> cosigners) => _quorum.IsMetBy(cosigners.ToHashSet());

    /// <summary>Reads a checkpoint and checks it against the policy.</summary>
    /// <param name="bytes">The checkpoint.</param>
    /// <exception cref="LogFormatException">The bytes are not a checkpoint.</exception>
    /// <exception cref="LogIntegrityException">
    /// The checkpoint belongs to an unknown log, is not signed by its log, was changed after signing, or lacks the quorum.
    /// </exception>
    public SignedCheckpoint Open(ReadOnlySpan<byte> bytes)
    {
        SignedNote note = SignedNote.Parse(bytes);
        Checkpoint checkpoint = Checkpoint.Parse(note.Text);
        PolicyMember log = Logs.FirstOrDefault(log => log.Key.Name == checkpoint.Origin && IsSignedBy(note, log.Key))
            ?? Logs.FirstOrDefault(log => log.Key.Name == checkpoint.Origin)
            ?? throw new LogIntegrityException(
                "checkpoint", $"one of the logs {string.Join(", ", Logs.Select(log => log.Key.Name))}", $"the log {checkpoint.Origin}",
                "The checkpoint belongs to another log.");
        SignedCheckpoint signed = SignedCheckpoint.Open(bytes, log.Key, Witnesses.Select(witness => witness.Key));
        return IsMet(signed.Cosignatures.Select(cosignature => cosignature.Witness))
            ? signed
            : throw new LogIntegrityException(
                "cosignatures", "the policy's quorum",
                signed.Cosignatures.Count == 0
                    ? "none"
                    : string.Join(", ", signed.Cosignatures.Select(cosignature => cosignature.Witness.Name)),
                "Too few witnesses have cosigned the checkpoint.");
    }

    private static bool IsSignedBy(SignedNote note, VerifierKey key) =>
        note.Signatures.Any(signature => signature.KeyId == key.Id && signature.Name == key.Name);

    /// <summary>A witness (with a key), or a group of which <paramref name="Threshold"/> members must have cosigned.</summary>
    internal sealed record Member(VerifierKey? Key, int Threshold, IReadOnlyList<Member> Members)
    {
        public bool IsMetBy(IReadOnlySet<VerifierKey> cosigners) =>
            Key is null ? Members.Count(member => member.IsMetBy(cosigners)) >= Threshold : cosigners.Contains(Key);
    }
}
