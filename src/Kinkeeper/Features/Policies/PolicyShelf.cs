using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kinkeeper.Features.Evidence;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Database;

namespace Kinkeeper.Features.Policies;

/// <summary>
/// Reads the policy files shipped with the program, and those in the <c>policies</c> folder next to the database. The latter replace
/// shipped files with the same id. An unreadable file is always reported, never skipped.
/// </summary>
public sealed class PolicyShelf(StoreLocation location, RuleCodes rules)
{
    /// <summary>Parsed policies by the hash of their text. Files are read on every call, but parsed only when they change.</summary>
    private readonly ConcurrentDictionary<string, Policy> _parsed = new(StringComparer.Ordinal);

    /// <summary>The standard that the Inspector General recommended.</summary>
    public const string Default = "oig-21-36";

    /// <summary>Not a file: it selects, for each departure, the policy in force on that day.</summary>
    public const string InForce = "in-force";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Returns every policy, ordered by its first day in force, then by id.</summary>
    /// <exception cref="RefusalException">A file cannot be read. Until it is corrected, nobody may be cleared.</exception>
    public IReadOnlyList<Policy> All()
    {
        Dictionary<string, Policy> policies = new(StringComparer.Ordinal);
        foreach (string folder in new[] { Path.Combine(AppContext.BaseDirectory, "policies"), Path.Combine(location.Folder, "policies") })
        {
            if (Directory.Exists(folder))
            {
                foreach (string file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
                {
                    Policy policy = Read(file);
                    policies[policy.Id] = policy;
                }
            }
        }

        return [.. policies.Values.OrderBy(policy => policy.EffectiveFrom ?? DateOnly.MinValue).ThenBy(policy => policy.Id, StringComparer.Ordinal)];
    }

    /// <exception cref="RefusalException">There is no such policy, or a policy file cannot be read.</exception>
    public Policy Find(string id)
    {
        IReadOnlyList<Policy> all = All();
        return all.FirstOrDefault(policy => policy.Id == id) ?? throw new RefusalException(
            "policy-unknown",
            $"There is no policy \"{id}\". Known: {string.Join(", ", all.Select(policy => policy.Id))}, or {InForce} for the policy in force on each day.");
    }

    private Policy Read(string file)
    {
        try
        {
            byte[] text = File.ReadAllBytes(file);
            return _parsed.GetOrAdd($"sha256:{Convert.ToHexStringLower(SHA256.HashData(text))}", (version, text) => Parse(text, version), text);
        }
        catch (Exception unreadable) when (unreadable is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new RefusalException(
                new Refusal("policy-unreadable", $"The policy file {Path.GetFileName(file)} cannot be read: {unreadable.Message} Correct or remove it. Until then nobody is cleared."),
                unreadable);
        }
    }

    private Policy Parse(byte[] text, string version)
    {
        Policy policy = JsonSerializer.Deserialize<Policy>(text, Options) ?? throw new JsonException("the file holds no policy");
        Defects required = Defects.None;
        foreach (string code in policy.Defects)
        {
            required |= Defect.TryFind(code, out Defect defect) ? defect.Bit : throw new JsonException($"there is no defect \"{code}\"");
        }

        foreach (string code in policy.ClearanceRules)
        {
            _ = rules.Has(code) ? code : throw new JsonException($"there is no rule \"{code}\"");
        }

        policy.Standard = new GradingStandard(required, policy.Parameters.MinimumMinutes);
        policy.Version = version;
        return policy;
    }
}
