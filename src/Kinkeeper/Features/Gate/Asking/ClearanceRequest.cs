using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Kinkeeper.Features.Gate.Manifests;
using Kinkeeper.Features.Records.Values;
using Kinkeeper.Platform;

namespace Kinkeeper.Features.Gate.Asking;

/// <summary>
/// A question from another system about a manifest or one person. Member names are read with or without underscores and capitals, as
/// in the manifest's file. Unknown members are ignored, except <c>policy</c>: the caller may not choose it.
/// </summary>
/// <param name="Manifest">The movement, for people who name no other.</param>
/// <param name="DepartsAt">ISO 8601 with an offset, for people who name no other: <c>2018-06-20T14:30:00-05:00</c>.</param>
/// <param name="Port">Port of departure.</param>
/// <param name="Country">Destination.</param>
/// <param name="At">The time to judge at; now if not given. An answer about another time lets nobody leave.</param>
/// <param name="People">The people to leave. Left out if the request is about one person, whose members are then at the top level.</param>
public sealed record ClearanceRequest(
    string? Manifest, string? DepartsAt, string? Port, string? Country, string? At, IReadOnlyList<ClearanceRequest.PersonAsked>? People)
{
    /// <summary>
    /// One person, found by record id; if that is empty or unknown, by A-number; otherwise by full name with date of birth.
    /// </summary>
    public sealed record PersonAsked(
        string? Manifest, string? RecordId, string? ANumber, string? GivenNames, string? Surnames, string? DateOfBirth, string? DepartsAt, string? Port, string? Country);
}

/// <summary>A request converted into manifest lines.</summary>
/// <param name="At">The time to judge at; null for now.</param>
/// <param name="Hash">SHA-256 of its bytes.</param>
internal sealed record ReadRequest(IReadOnlyList<ManifestLine> Lines, DateTimeOffset? At, byte[] Hash)
{
    private static readonly string[] Columns =
        ["manifest", "recordid", "anumber", "givennames", "surnames", "dateofbirth", "departsat", "port", "country"];

    /// <exception cref="RefusalException">
    /// The bytes are not a request. A person who cannot be read becomes a line with a problem and is held.
    /// </exception>
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
                throw new RefusalException("policy-not-yours", "The request names a policy. The caller may not choose the gate's policy. Leave it out.");
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
            ? throw new RefusalException("nobody-asked-about", "The request asks about nobody. Give people, or one person's record id, A-number, or full name with date of birth.")
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

    /// <exception cref="RefusalException">A member appears twice, so its value is unclear.</exception>
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
