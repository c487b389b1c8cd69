using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NSec.Cryptography;

namespace Kinkeeper.Features.Gate.Events;

/// <summary>
/// Signs an HTTP message (RFC 9421) with Ed25519, over its method, target, type and the digest of its content (RFC 9530). The receiver
/// can then tell who sent it, and that nobody changed or redirected it.
/// </summary>
public static class MessageSignature
{
    private const string Label = "kinkeeper";

    /// <summary>Returns the text to sign (RFC 9421, 2.5).</summary>
    /// <param name="components">Covered components, in order: name in lower case, value as in the message.</param>
    /// <param name="parameters">The signature's parameters, from <c>(…)</c> on.</param>
    public static string Base(IEnumerable<(string Name, string Value)> components, string parameters)
    {
        StringBuilder text = new();
        foreach ((string name, string value) in components)
        {
            text.Append(CultureInfo.InvariantCulture, $"\"{name}\": {value}\n");
        }

        return text.Append(CultureInfo.InvariantCulture, $"\"@signature-params\": {parameters}").ToString();
    }

    /// <summary>Adds <c>Content-Digest</c>, <c>Signature-Input</c> and <c>Signature</c> to a request whose content is set.</summary>
    public static void Sign(HttpRequestMessage request, byte[] content, Key key, string keyId, DateTimeOffset created)
    {
        string digest = $"sha-256=:{Convert.ToBase64String(SHA256.HashData(content))}:";
        (string Name, string Value)[] components =
        [
            ("@method", request.Method.Method),
            ("@target-uri", request.RequestUri!.AbsoluteUri),
            ("content-digest", digest),
            ("content-type", request.Content!.Headers.ContentType!.ToString()),
        ];
        string parameters = string.Create(
            CultureInfo.InvariantCulture,
            $"({string.Join(' ', components.Select(component => $"\"{component.Name}\""))});created={created.ToUnixTimeSeconds()};keyid=\"{keyId}\";alg=\"ed25519\"");
        byte[] signature = SignatureAlgorithm.Ed25519.Sign(key, Encoding.UTF8.GetBytes(Base(components, parameters)));
        request.Content.Headers.Add("Content-Digest", digest);
        request.Headers.Add("Signature-Input", $"{Label}={parameters}");
        request.Headers.Add("Signature", $"{Label}=:{Convert.ToBase64String(signature)}:");
    }
}
