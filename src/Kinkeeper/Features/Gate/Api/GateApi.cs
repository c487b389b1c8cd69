using System.Buffers;
using System.IO.Pipelines;
using System.Net.Mime;
using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.Json;
using Kinkeeper.Features.Gate.Judging;
using Kinkeeper.Features.Gate.Manifests;
using Kinkeeper.Features.People.Access;
using Kinkeeper.Features.Records;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Security.Accounts;
using Kinkeeper.TamperLog;

namespace Kinkeeper.Features.Gate.Api;

/// <summary>What every address of the gate's API shares: reading a request, and turning every failure into "treat as held".</summary>
internal static partial class GateApi
{
    /// <summary>The most a request may hold: more than a manifest of 100,000 lines takes. Kestrel itself stops at 30,000,000 bytes.</summary>
    private const int MostBytes = 28 << 20;

    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Names the problems that an address may answer with.</summary>
    public static RouteHandlerBuilder Answers(this RouteHandlerBuilder route, params IEnumerable<int> statuses)
    {
        foreach (int status in (IEnumerable<int>)[.. statuses, StatusCodes.Status500InternalServerError, StatusCodes.Status503ServiceUnavailable])
        {
            route.Produces<GateProblem>(status, MediaTypeNames.Application.ProblemJson);
        }

        return route;
    }

    /// <summary>Nobody asks the gate about people of another office: its reasons would tell of them. Programs that move people ask about everyone.</summary>
    public static void RequireOwnOffice(HttpContext http, Func<IReadOnlyList<ManifestLine>> lines)
    {
        if (Account.Of(http.User) is { } account && Roles.IsBoundToOffices(account.Role))
        {
            IServiceProvider services = http.RequestServices;
            ManifestAnswer look = services.GetRequiredService<JudgeManifest>().Execute(lines(), services.GetRequiredService<TimeProvider>().GetUtcNow());
            PersonId[] people = [.. look.People.Select(person => person.PersonId).OfType<PersonId>().Distinct()];
            if (services.GetRequiredService<PersonScope>().Visible(account, people).Count < people.Length)
            {
                throw new RefusalException("other-office", "The request names somebody whom your office does not see. Ask about your own office's people only.");
            }
        }
    }

    /// <summary>Whatever goes wrong, the answer says that everyone is held.</summary>
    public static async Task<IResult> GuardedAsync(ILogger logger, Func<Task<IResult>> answer)
    {
        try
        {
            return await answer();
        }
        catch (RefusalException refused)
        {
            return GateProblem.Of(refused.Refusal);
        }
        catch (LogIntegrityException broken)
        {
            return GateProblem.Of(new Refusal("log-integrity", broken.Message));
        }
        catch (BadHttpRequestException unreadable)
        {
            return GateProblem.Of(new Refusal(
                unreadable.StatusCode == StatusCodes.Status413PayloadTooLarge ? "request-too-large" : "request-unreadable", $"The request could not be read: {unreadable.Message}"));
        }
        catch (Exception broken) when (broken is not OperationCanceledException)
        {
            Broken(logger, broken.GetType().Name, broken.StackTrace);
            return GateProblem.Of(new Refusal("gate-broken", "The gate failed. Its operator finds the cause in the application's log."));
        }
    }

    public static async Task<ReadOnlyMemory<byte>> BodyAsync(HttpContext http)
    {
        PipeReader reader = http.Request.BodyReader;
        while (true)
        {
            ReadResult read = await reader.ReadAsync(http.RequestAborted);
            if (read.Buffer.Length > MostBytes)
            {
                throw new RefusalException("request-too-large", $"The request is larger than {MostBytes >> 20} MiB.");
            }

            if (read.IsCompleted)
            {
                byte[] body = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return body;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    public static Task<IResult> WorkAsync(HttpContext http, ILogger logger, Func<Signatory, Task<object>> work) => GuardedAsync(logger, async () =>
    {
        // Who does it is who signed in: no request says so of itself.
        Signatory by = http.User.Identity is { IsAuthenticated: true, Name: { Length: > 0 } name }
            ? new Signatory(name, http.User.FindAll(ClaimTypes.Role).Select(role => role.Value).ToHashSet(StringComparer.Ordinal))
            : throw new RefusalException("sign-in-needed", "Sign in first.");
        return Results.Json(await work(by), Json);
    });

    public static async Task<T> BodyAsync<T>(HttpContext http)
    {
        try
        {
            return JsonSerializer.Deserialize<T>((await BodyAsync(http)).Span, Json) ?? throw new JsonException("it is null");
        }
        catch (JsonException unreadable)
        {
            throw new RefusalException(new Refusal("request-unreadable", $"The request is not what this address takes: {unreadable.Message}"), unreadable);
        }
    }

    /// <summary>The exception's message may quote a value, so only its kind and place are written.</summary>
    [LoggerMessage(LogLevel.Error, "The gate failed: {Kind} {Place}")]
    private static partial void Broken(ILogger logger, string kind, string? place);
}
