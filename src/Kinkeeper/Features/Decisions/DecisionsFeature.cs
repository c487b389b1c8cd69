using System.CommandLine;
using Kinkeeper.Features.Decisions.Acknowledging;
using Kinkeeper.Features.Decisions.Amending;
using Kinkeeper.Features.Decisions.Expunging;
using Kinkeeper.Features.Decisions.Interview;
using Kinkeeper.Features.Decisions.Obligations;
using Kinkeeper.Features.Decisions.Receipts;
using Kinkeeper.Features.Decisions.Recording;
using Kinkeeper.Features.Decisions.Screening;
using Kinkeeper.Features.Decisions.Wishes;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Security;
using Kinkeeper.Platform.Security.Accounts;
using Kinkeeper.Platform.Web;

namespace Kinkeeper.Features.Decisions;

/// <summary>Registers the decision record: services, verbs, pages and tables.</summary>
public sealed class DecisionsFeature : IFeature
{
    public void AddServices(IServiceCollection services)
    {
        services.AddSingleton<RecordDecision>();
        services.AddSingleton<AcknowledgeDecision>();
        services.AddSingleton<AmendDecision>();
        services.AddSingleton<RevokeDecision>();
        services.AddSingleton<ShowDecision>();
        services.AddSingleton<FindInterview>();
        services.AddSingleton<KeepInterview>();
        services.AddSingleton<RecordInterview>();
        services.AddSingleton<RecordScreening>();
        services.AddSingleton<ReconcileDecisions>();
        services.AddSingleton<IssueReceipt>();
        services.AddSingleton<ExpungeDecision>();
        services.AddSingleton<ListObligations>();
        services.AddSingleton<CloseObligation>();
        services.AddSingleton<CountDays>();
        services.AddSingleton<ReadStatements>();
    }

    public void AddWebServices(IServiceCollection services)
    {
        services.AddSingleton<FindStatements>();
        services.AddSingleton<ReadDecision>();
        services.AddSingleton<Recordings>();
        services.AddSingleton(new NavigationItem(20, Permission.AcknowledgeDecisions, "/decisions/waiting", "waiting.title"));
        services.AddSingleton<ListWaiting>();
        services.AddSingleton<FindStatements>();
        services.AddSingleton(new NavigationItem(30, Permission.ReadStatements, "/statements", "statements.title"));
        services.AddSingleton<IRouteScope, DecisionRoute>();
        services.AddSingleton<IRouteScope, DecisionAddressRoute>();
        services.AddSingleton<IRouteScope, InterviewRoute>();
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/receipts/check", (HttpContext http) =>
        {
            // The page runs only its own script, which contacts no server, not even this one.
            http.Response.Headers.ContentSecurityPolicy = $"default-src 'none'; style-src 'unsafe-inline'; script-src '{CheckingPage.ScriptHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
            return Results.Text(CheckingPage.Write(key: null), "text/html; charset=utf-8");
        }).AllowAnonymous();
        routes.MapReceiptFile();
        routes.MapGet("/decisions/{address}/receipt", ReceiptEndpoint.GiveAsync).Requires(Permission.ViewDecisions);
        routes.MapGet("/interview/pen.js", () => Results.Stream(
            typeof(DecisionsFeature).Assembly.GetManifestResourceStream("Kinkeeper.Features.Decisions.Interview.pen.js")!, "text/javascript; charset=utf-8")).Requires(Permission.Interview);
        routes.MapGet("/interview/recordings/{language}/{key}", (string language, string key, Recordings recordings) =>
            recordings.Find(language, key) is { } recording ? Results.File(recording.Path, recording.ContentType, enableRangeProcessing: true) : Results.NotFound()).Requires(Permission.Interview);
    }

    public IEnumerable<Command> Verbs() => [DecisionVerbs.Command(), ScreeningVerbs.Command(), ObligationVerbs.Command(), ExpungeVerbs.Command(), WishVerbs.Command()];
}
