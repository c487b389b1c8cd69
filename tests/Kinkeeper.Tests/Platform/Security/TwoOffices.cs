using System.Globalization;
using Kinkeeper.Features.Decisions.Interview;
using Kinkeeper.Features.Gate.Api;
using Kinkeeper.Features.Gate.Asking;
using Kinkeeper.Features.Gate.Judging;
using Kinkeeper.Features.Gate.Manifests;
using Kinkeeper.Features.Gate.Overriding;
using Kinkeeper.Features.People.Counsel;
using Kinkeeper.Features.Records;
using Kinkeeper.Features.Records.Rows;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Hosting;
using Kinkeeper.Platform.Security.Accounts;
using Kinkeeper.Tests.Features.Gate;
using Kinkeeper.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace Kinkeeper.Tests.Platform.Security;

/// <summary>
/// Two offices, each with a family, a movement, a decision, an answer of the gate, an override and a removal of its own, and one
/// account of every role in the first. The partner acts for the family of the first.
/// </summary>
public sealed class TwoOffices : IAsyncDisposable
{
    public const string Here = "PORT HERE";
    public const string There = "PORT THERE";

    /// <summary>A mark in the names of the other office's people. The first office must never read it.</summary>
    public const string ThereMark = "ZZELSEWHERE";

    private readonly Dictionary<(string Place, string Parameter), string> _objects = [];

    private TwoOffices(KinkeeperRun run, GateClock clock, WebApplication web)
    {
        Run = run;
        Clock = clock;
        Web = web;
    }

    public KinkeeperRun Run { get; }

    public GateClock Clock { get; }

    public WebApplication Web { get; }

    public static Account Of(AccountRole role, string place = Here) =>
        new($"{Roles.NameOf(role)}-here", $"Account {role}", role, Roles.IsBoundToOffices(role) ? [place] : []);

    public static async Task<TwoOffices> OpenAsync()
    {
        KinkeeperRun run = new();
        foreach ((string format, Func<string, string, string> rows) in Rows)
        {
            await run.ImportTextAsync(format, $"{GateScene.Headers[format]}\n{rows("here", Here)}{rows("there", There)}");
        }

        string recordings = Directory.CreateDirectory(Path.Combine(run.DataFolder, "recordings", "spa")).FullName;
        await File.WriteAllBytesAsync(Path.Combine(recordings, "contact.ogg"), [.. "OggS"u8, .. new byte[60]]);
        GateClock clock = new(GateScene.At);
        WebApplication web = KinkeeperHost.BuildWeb(new StoreLocation(run.DataFolder), clock, "http://127.0.0.1:0");
        await web.StartAsync(TestContext.Current.CancellationToken);
        TwoOffices offices = new(run, clock, web);
        foreach ((string name, string place) in ((string, string)[])[("here", Here), ("there", There)])
        {
            await offices.NoteAsync(name, place);
        }

        return offices;
    }

    /// <summary>The address of an endpoint, with an office's own objects as route parameters.</summary>
    public string Address(RouteEndpoint endpoint, string place) =>
        $"/{string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternSeparatorPart separator => separator.Content,
            RoutePatternParameterPart parameter => Uri.EscapeDataString(Object(place, parameter.Name)),
            _ => throw new InvalidOperationException(part.ToString()),
        }))))}";

    /// <summary>The object of an office for a route parameter.</summary>
    public string Object(string place, string parameter) => parameter switch
    {
        "line" => "1",
        "step" => "carer_known",
        "question" => "language",
        "language" => "spa",
        "key" => "contact",
        _ => _objects.TryGetValue((place, parameter), out string? known) ? known : throw new InvalidOperationException($"The scene has no object for {{{parameter}}}. Add one, so that it is tested."),
    };

    public void Add(string place, string parameter, string value) => _objects[(place, parameter)] = value;

    public async ValueTask DisposeAsync()
    {
        await Web.StopAsync();
        await Web.DisposeAsync();
        Run.Dispose();
    }

    private async Task NoteAsync(string name, string place)
    {
        Store store = Web.Services.GetRequiredService<Store>();
        using (KinkeeperDb db = store.Open())
        {
            foreach ((string parameter, string record) in ((string, string)[])[("record", "parent"), ("parent", "parent"), ("child", "child")])
            {
                string id = $"x:{name}-{record}";
                Add(place, parameter, $"{db.Set<SourceRecord>().Single(row => row.RecordId == id).Id.Value}");
            }
        }

        using (KinkeeperDb db = store.Open())
        {
            string decision = $"D-{name}";
            Add(place, "address", $"{db.Set<DecisionRow>().Single(row => row.DecisionId == decision).Id}");
        }

        Add(place, "interview", Web.Services.GetRequiredService<KeepInterview>().Start(
            Web.Services.GetRequiredService<FindInterview>().Execute(new RecordKey(long.Parse(Object(place, "parent"), CultureInfo.InvariantCulture)), new RecordKey(long.Parse(Object(place, "child"), CultureInfo.InvariantCulture)))!, "scene"));
        Add(place, "decision", $"D-{name}");
        Add(place, "removal", $"R-{name}");
        Add(place, "manifest", $"M-{ThereMarkIn(name)}");
        IReadOnlyList<ManifestLine> lines = [.. Web.Services.GetRequiredService<Departures>().Lines($"M-{ThereMarkIn(name)}").Select(line => line.Line)];
        GateAnswer answer = await Web.Services.GetRequiredService<AskGate>().ExecuteAsync(lines, "scene");
        Add(place, "clearance", $"{answer.Clearance!.Value.Value}");
        OverrideId asked = Web.Services.GetRequiredService<OverrideGate>()
            .Request(answer.Clearance.Value, 1, "court-order", $"Order {ThereMarkIn(name)}", new Signatory("scene", new HashSet<string> { "supervisor" }));
        Add(place, "override", $"{asked.Value}");
        if (place == Here)
        {
            Web.Services.GetRequiredService<Representations>().Enter(new RecordKey(long.Parse(Object(place, "record"), CultureInfo.InvariantCulture)), Of(AccountRole.Partner).Id, "G-28", "scene");
        }
    }

    private static string ThereMarkIn(string name) => name == "there" ? ThereMark : "HERE";

    private static readonly (string Format, Func<string, string, string> Rows)[] Rows =
    [
        ("encounters", (name, place) =>
            $"x,x:{name}-parent,,MOTHER,{ThereMarkIn(name)},1985-05-05,F,GT,es,adult,2024-05-01T09:00:00-05:00,{place},,,1,,\n" +
            $"x,x:{name}-child,,CHILD,{ThereMarkIn(name)},2015-03-03,M,GT,es,minor,2024-05-01T09:00:00-05:00,{place},,,,,\n"),
        ("relationships", (name, _) => $"x,x:{name}-parent,x:{name}-child,parent,stated,2024-05-02T09:00:00-05:00,confirmed\n"),
        ("custody", (name, place) => $"x,x:{name}-parent,ICE,{place},2024-05-02T09:00:00-05:00,,\n"),
        ("removals", (name, place) => $"R-{name},x:{name}-parent,executed,2023-06-20T14:00:00-05:00,{place},GT,\n"),
        ("statements", (name, _) => $"x:{name}-parent,2024-06-05T09:00:00-05:00,2024-06-05T09:00:00-05:00,letter,,I want to speak with my child {ThereMarkIn(name)},\n"),
        ("decisions", (name, _) =>
            $"D-{name},x:{name}-parent,x:{name}-child,remain,2024-06-10T09:00:00-05:00,2024-06-10T10:00:00-05:00,interview,1,es,es,es,,,yes,accompany;remain;reunify_here;counsel_first;undecided,yes,yes,60,yes,words {ThereMarkIn(name)},signed,o-1,,,,\n"),
        ("plans", (name, _) => $"D-{name},carer_known,coordinator,,2024-06-15T09:00:00-05:00,c-1,paper\n"),
        ("manifest", (name, place) => $"M-{ThereMarkIn(name)},x:{name}-parent,,MOTHER,{ThereMarkIn(name)},1985-05-05,{GateScene.Departure},{place},GT\n"),
    ];
}
