using Kinkeeper.Features.Gate.Api;
using Kinkeeper.Features.Gate.Judging;
using Kinkeeper.Platform.Security.Accounts;

namespace Kinkeeper.Features.Gate.Events;

/// <summary>Serves the public key that verifies messages to other systems.</summary>
public static class WebhookEndpoints
{
    public static void MapWebhooks(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder api = routes.MapGroup("/api/v1").WithTags("Clearance");
        api.MapGet("/webhooks/key", (HttpContext http, WebhookKey key, ILogger<JudgeManifest> logger) =>
                GateApi.WorkAsync(http, logger, _ => Task.FromResult<object>(new { kty = "OKP", crv = "Ed25519", kid = key.Id, x = key.PublicKey })))
            .Requires(Permission.ViewLog).WithName("webhook-key").WithSummary("The key that webhooks are signed with, as a JSON Web Key").Answers();
    }
}
