using System.Globalization;
using System.Text;
using Kinkeeper.TamperLog.Notes;

namespace Kinkeeper.TamperLog.Policies;

/// <summary>Reads a policy file line by line.</summary>
internal sealed class PolicyReader(Dictionary<string, WitnessPolicy.Member> members)
{
    private readonly HashSet<string> _inGroup = new(StringComparer.Ordinal);

    public List<PolicyMember> Logs { get; } = [];

    public List<PolicyMember> Witnesses { get; } = [];

    public WitnessPolicy.Member? Quorum { get; private set; }

    public void Read(string line)
    {
        if (line.Any(character => (character < 0x20 && character != '\t') || character == 0x7f))
        {
            throw new LogFormatException("it contains a control character other than tab.");
        }

        string[] items = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (items.Length == 0 || items[0].StartsWith('#'))
        {
            return;
        }

        switch (items)
        {
            case ["log", string key, .. { Length: <= 1 } url]:
                AddLog(Key(key, KeyType.Ed25519), Url(url));
                break;
            case ["witness", string name, string key, .. { Length: <= 1 } url]:
                AddWitness(name, Key(key, KeyType.Ed25519Cosignature), Url(url));
                break;
            case ["group", string name, string threshold, .. { Length: > 0 } names]:
                Define(name, Group(threshold, names));
                break;
            case ["quorum", string name]:
                Quorum = Quorum is not null
                    ? throw new LogFormatException("there is a second quorum.")
                    : name == "none" ? new WitnessPolicy.Member(null, 0, []) : Find(name);
                break;
            default:
                throw new LogFormatException(
                    $"\"{line.Trim()}\" is none of: log VKEY [URL], witness NAME VKEY [URL], group NAME all|any|K NAME…, "
                    + "quorum NAME|none.");
        }
    }

    private void AddLog(VerifierKey key, Uri? url)
    {
        if (Logs.Any(log => log.Key.PublicKeyBytes.SequenceEqual(key.PublicKeyBytes)))
        {
            throw new LogFormatException("the same public key is listed as a log twice.");
        }

        Logs.Add(new PolicyMember(key.Name, key, url));
    }

    private void AddWitness(string name, VerifierKey key, Uri? url)
    {
        if (Witnesses.Any(witness => witness.Key.PublicKeyBytes.SequenceEqual(key.PublicKeyBytes)))
        {
            throw new LogFormatException("the same public key is listed as a witness twice. It would count twice.");
        }

        Define(name, new WitnessPolicy.Member(key, 0, []));
        Witnesses.Add(new PolicyMember(name, key, url));
    }

    private WitnessPolicy.Member Group(string threshold, string[] names)
    {
        WitnessPolicy.Member[] group = Array.ConvertAll(names, name =>
        {
            WitnessPolicy.Member member = Find(name);
            return _inGroup.Add(name)
                ? member
                : throw new LogFormatException($"\"{name}\" is already a member of a group. A member counts only once.");
        });
        int needed = threshold switch
        {
            "all" => group.Length,
            "any" => 1,
            _ => int.TryParse(threshold, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                && number >= 1 && number <= group.Length
                ? number
                : throw new LogFormatException(
                    $"\"{threshold}\" is not all, any, or a number from 1 to the group's {group.Length} members."),
        };
        return new WitnessPolicy.Member(null, needed, group);
    }

    private void Define(string name, WitnessPolicy.Member member)
    {
        if (name == "none" || !members.TryAdd(name, member))
        {
            throw new LogFormatException($"the name \"{name}\" is taken.");
        }
    }

    private WitnessPolicy.Member Find(string name) =>
        members.GetValueOrDefault(name) ?? throw new LogFormatException($"\"{name}\" is not defined on an earlier line.");

    private static VerifierKey Key(string latin1, KeyType type)
    {
        VerifierKey key = VerifierKey.Parse(Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(latin1)));
        return key.Type == type
            ? key
            : throw new LogFormatException($"the key {key.Text} has the type {key.Type}; it must be {type} here.");
    }

    private static Uri? Url(string[] rest) =>
        rest.Length == 0 ? null
        : Uri.TryCreate(rest[0], UriKind.Absolute, out Uri? url) ? url
        : throw new LogFormatException($"\"{rest[0]}\" is not a URL.");
}
