using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Kinkeeper.Features.Gate.Manifests;
using Kinkeeper.Features.Records.Values;
using Kinkeeper.Platform;

namespace Kinkeeper.Features.Gate.Asking;

/// <summary>
/// What another system asks: a manifest, or one person. Names of members are read with or without underscores and capitals, as
/// in the manifest's file. Members that are not known are passed over, but for <c>policy</c>: the caller does not choose it.
/// </summary>
/// <param name="Manifest">The movement, for everybody who names no other.</param>
/// <param name="DepartsAt">ISO 8601 with an offset, for everybody who names no other: <c>2018-06-20T14:30:00-05:00</c>.</param>
/// <param name="Port">Port of departure.</param>
/// <param name="Country">Destination.</param>
/// <param name="At">The moment as of which to judge; now where it is not given. An answer about another moment lets nobody leave.</param>
/// <param name="People">Who is to leave. Left out where the request is about one person, whose members then stand beside the others.</param>
public sealed record ClearanceRequest(
    string? Manifest, string? DepartsAt, string? Port, string? Country, string? At, IReadOnlyList<ClearanceRequest.PersonAsked>? People)
{
    /// <summary>One person: found by record id; where that is empty or unknown by A-number; else by full name with date of birth.</summary>
    public sealed record PersonAsked(
        string? Manifest, string? RecordId, string? ANumber, string? GivenNames, string? Surnames, string? DateOfBirth, string? DepartsAt, string? Port, string? Country);
}

/// <summary>A request as it came, made into lines.</summary>
/// <param name="At">Null: now.</param>
/// <param name="Hash">SHA-256 of its bytes.</param>
internal sealed record ReadRequest(IReadOnlyList<ManifestLine> Lines, DateTimeOffset? At, byte[] Hash)
{
    private static readonly string[] Columns =
        ["manifest", "recordid", "anumber", "givennames", "surnames", "dateofbirth", "departsat", "port", "country"];

    /// <exception cref="RefusalException">Not a request at all. A person who cannot be read is a line with a problem, and is held.</exception>
    public static ReadRequest Of(ReadOnlyMemory<byte> body)
    {
        JsonElement root;
        try
        {
            using JsonDocument document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 16 });
            root = document.RootElement.Clone();
        }
        catch (JsonException unreadable)
        {
            throw new RefusalException(new Refusal("request-unreadable", $"The request is not JSON: {unreadable.Message}"), unreadable);
        }

        JsonElement people = root;
        Dictionary<string, JsonElement> shared = [];
        if (root.ValueKind == JsonValueKind.Object)
        {
            shared = Members(root);
            if (shared.ContainsKey("policy"))
            {
                throw new RefusalException("policy-not-yours", "The request names a policy. The gate's policy is not the caller's to choose: leave it out.");
            }

            if (!shared.TryGetValue("people", out people))
            {
                people = root;
            }
        }

        JsonElement[] asked = people.ValueKind switch
        {
            JsonValueKind.Array => [.. people.EnumerateArray()],
            JsonValueKind.Object => [people],
            _ => [],
        };
        return asked.Length == 0
            ? throw new RefusalException("nobody-asked-about", "The request asks about nobody: give people, or one person's record id, A-number, or full name with date of birth.")
            : new ReadRequest([.. asked.Select((person, index) => Line(index + 1, person, shared))], Moment(shared), SHA256.HashData(body.Span));
    }

    private static ManifestLine Line(int line, JsonElement person, Dictionary<string, JsonElement> shared)
    {
        if (person.ValueKind != JsonValueKind.Object)
        {
            return new ManifestLine(line) { Problem = "it is not an object" };
        }

        Dictionary<string, JsonElement> own = Members(person);
        foreach (string column in Columns)
        {
            if (own.TryGetValue(column, out JsonElement value) && value.ValueKind is not (JsonValueKind.String or JsonValueKind.Number or JsonValueKind.Null))
            {
                return new ManifestLine(line) { RecordId = Text(own, "recordid") ?? string.Empty, Problem = $"{column} is not a text" };
            }
        }

        return ManifestFile.Parse(line, column => Text(own, Columns[column]) is { Length: > 0 } text ? text
            : Columns[column] is "manifest" or "departsat" or "port" or "country" ? Text(shared, Columns[column])
            : null);
    }

    private static DateTimeOffset? Moment(Dictionary<string, JsonElement> members) =>
        Text(members, "at") is not { Length: > 0 } text ? null
        : Instant.TryParse(Encoding.UTF8.GetBytes(text), out DateTimeOffset at) ? at
        : throw new RefusalException("at-unreadable", "The request's \"at\" is not an instant with an offset, such as 2018-06-20T19:30:00Z.");

    private static string? Text(Dictionary<string, JsonElement> members, string name) =>
        members.TryGetValue(name, out JsonElement value)
            ? value.ValueKind switch
            {
                JsonValueKind.String => value.GetString()!.Trim(),
                JsonValueKind.Number => value.GetRawText(),
                _ => null,
            }
            : null;

    /// <exception cref="RefusalException">A member stands there twice: which of the two is meant nobody can know.</exception>
    private static Dictionary<string, JsonElement> Members(JsonElement element)
    {
        Dictionary<string, JsonElement> members = new(StringComparer.Ordinal);
        foreach (JsonProperty member in element.EnumerateObject())
        {
            string name = member.Name.Replace("_", string.Empty, StringComparison.Ordinal).ToLowerInvariant();
            if (!members.TryAdd(name, member.Value))
            {
                throw new RefusalException("member-twice", $"The request gives \"{member.Name}\" twice.");
            }
        }

        return members;
    }
}
