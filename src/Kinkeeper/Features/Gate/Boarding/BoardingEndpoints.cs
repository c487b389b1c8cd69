using System.Globalization;
using System.Net.Mime;
using Kinkeeper.Features.Gate.Api;
using Kinkeeper.Features.Gate.Asking;
using Kinkeeper.Features.Gate.Clearances;
using Kinkeeper.Features.Gate.Judging;
using Kinkeeper.Features.Gate.Manifests;
using Kinkeeper.Features.People.Access;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Security.Accounts;

namespace Kinkeeper.Features.Gate.Boarding;

/// <summary>
/// A parent's answer before boarding about each decision, by its id: <c>stands</c> or <c>changed</c>. A decision left out was not asked
/// about.
/// </summary>
/// <param name="Said">The answer by decision id.</param>
/// <param name="Words">The parent's own words if they change their mind.</param>
public sealed record BoardingSaid(IReadOnlyDictionary<string, string> Said, string? Words);

/// <summary>The boarding check and departures for other systems.</summary>
public static class BoardingEndpoints
{
    public static void MapBoarding(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder api = routes.MapGroup("/api/v1").WithTags("Clearance");
        api.MapGet("/clearances/{clearance:long}/boarding/{line:int}", (HttpContext http, long clearance, int line, BoardingCheck boarding, Departures departures, AccessRecord access, ILogger<JudgeManifest> logger) =>
                GateApi.WorkAsync(http, logger, async _ =>
                {
                    IReadOnlyList<BoardingQuestion> questions = boarding.Questions(new ClearanceId(clearance), line);
                    await access.ReadAsync(http, [.. departures.People(questions.Select(question => question.Child)).Values.Select(child => child.Record)]);
                    return questions;
                }))
            .Produces<IReadOnlyList<BoardingQuestion>>().Requires(Permission.CheckBoarding).WithName("boarding-questions").WithSummary("The questions to ask a parent before boarding").Answers();
        api.MapPost("/clearances/{clearance:long}/boarding/{line:int}", (HttpContext http, long clearance, int line, BoardingCheck boarding, ILogger<JudgeManifest> logger) =>
                GateApi.WorkAsync(http, logger, async by =>
                {
                    BoardingSaid said = await GateApi.BodyAsync<BoardingSaid>(http);
                    BoardingAnswer answer = await boarding.ExecuteAsync(new ClearanceId(clearance), line, said.Said.ToDictionary(word => word.Key, word => Word(word.Value)), by.Id, said.Words);
                    return new
                    {
                        answer.MayBoard,
                        answer.Open,
                        answer.Revoked,
                        clearance = answer.Clearance.Value.ToString(CultureInfo.InvariantCulture),
                        answer = answer.Answer.IsCleared ? "cleared" : "held",
                        rules = answer.Answer.Reasons.Select(reason => reason.Rule),
                    };
                }))
            .Accepts<BoardingSaid>(MediaTypeNames.Application.Json).Requires(Permission.CheckBoarding).WithName("boarding-check").WithSummary("Records a parent's answers before boarding; a changed mind revokes the decision and holds the parent").Answers();

        api.MapPost("/departures", (HttpContext http, RecordDeparture departure, ILogger<JudgeManifest> logger) =>
                GateApi.WorkAsync(http, logger, async by =>
                {
                    IReadOnlyList<ManifestLine> lines = ReadRequest.Of(await GateApi.BodyAsync(http)).Lines;
                    GateApi.RequireOwnOffice(http, () => lines);
                    return departure.Execute(lines, by.Id).Select(Shown);
                }))
            .Accepts<ClearanceRequest>(MediaTypeNames.Application.Json).Requires(Permission.RecordDeparture).WithName("record-departure").WithSummary("Records who left with whom; leaving without a clearance is an incident").Answers();
    }

    internal static object Shown(Departed departed) => new
    {
        departed.Line,
        departed.RecordId,
        departed.Person,
        departed.Removal,
        incident = departed.Incident?.Value,
        departed.Why,
    };

    internal static BoardingWord Word(string word) => word switch
    {
        "stands" => BoardingWord.Stands,
        "changed" => BoardingWord.Changed,
        _ => throw new RefusalException("boarding-word", "The answer about a decision must be \"stands\" or \"changed\". Leave out decisions that were not asked about."),
    };
}
