using Kinkeeper.Features.Gate.Judging;
using Kinkeeper.Features.Gate.Manifests;
using Kinkeeper.Features.Policies;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Database.Sqlite;
using Kinkeeper.Platform.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Kinkeeper.Tests.Features.Gate;

/// <summary>
/// The records change while the gate is asked, on real SQLite with real threads. Before the change the person is held for one reason,
/// after it for another. Only a mixture of old and new data would clear them.
/// </summary>
public sealed class GateRaceTests
{
    private const int Asked = 300;
    private const int Askers = 3;

    [Fact]
    public async Task Clear_WhileADecisionIsRevokedAndAPlanConfirmed_NeverMixesBeforeAndAfter()
    {
        // Before: a valid decision that the child remains, but no known carer. After: it is revoked, and the carer is known.
        GateScene scene = new GateScene(1).Family().Decides("mother", "child", "remain").Confirms("mother", "child", "carer_known").Flies("mother");
        string[] answers = await AnswersWhileAsync(
            scene,
            ["UPDATE decisions SET revoked_at = NULL", "UPDATE plans SET confirmed_at = NULL"],
            ["UPDATE decisions SET revoked_at = recorded_at", "UPDATE plans SET confirmed_at = 1718000000000000"]);
        answers.Should().BeEquivalentTo("child-whereabouts-unknown", "decision-revoked");
    }

    [Fact]
    public async Task Clear_WhileALinkIsConfirmedAndTheParentScreened_NeverMixesBeforeAndAfter()
    {
        // Before: the link is rejected and nobody has asked. After: it is confirmed, and she has answered "no".
        GateScene scene = new GateScene(1).Adult("mother").Child("child").Link("mother", "child", "rejected").Asked("mother", "no").Flies("mother");
        string[] answers = await AnswersWhileAsync(
            scene,
            ["UPDATE relationships SET status = 4", "UPDATE screenings SET answer = 3"],
            ["UPDATE relationships SET status = 2", "UPDATE screenings SET answer = 2"]);
        answers.Should().BeEquivalentTo("not-screened", "no-decision");
    }

    [Fact]
    public async Task Clear_WhileThePolicyChanges_UsesOneVersion()
    {
        GateScene scene = new GateScene(1).Family().Decides("mother", "child", "remain", "private=no", "minutes_allowed=10").Confirms("mother", "child", "carer_known").Flies("mother");
        using GateRun run = await GateRun.OfAsync([scene]);
        string shipped = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "policies", "oig-21-36.json"), TestContext.Current.CancellationToken);
        string[] policies = [shipped.Replace("\"not-private\", ", "", StringComparison.Ordinal), shipped.Replace("\"no-time\", ", "", StringComparison.Ordinal)];
        string file = run.Kinkeeper.Folder.Write("data/policies/oig-21-36.json", policies[0]);
        int turn = 0;
        IReadOnlyCollection<ManifestAnswer> answers = await AskWhileAsync(run, scene, () =>
        {
            File.WriteAllText(file + ".new", policies[++turn % 2]);
            File.Move(file + ".new", file, overwrite: true);
        });
        string[] seen = [.. answers.Select(answer => $"{answer.PolicyVersion} {answer.People[0].Reasons.Single().Text[^14..]}").Distinct()];
        seen.Should().HaveCount(2, "each version of the policy gives its own answer: {0}", string.Join('\n', seen));
        seen.Should().ContainSingle(words => words.Contains("(no-time)")).And.ContainSingle(words => words.Contains("(not-private)"));
    }

    private static async Task<string[]> AnswersWhileAsync(GateScene scene, string[] before, string[] after)
    {
        using GateRun run = await GateRun.OfAsync([scene]);
        Store store = new(new StoreLocation(run.Kinkeeper.DataFolder));
        Change(store, before);
        int turn = 0;
        IReadOnlyCollection<ManifestAnswer> answers = await AskWhileAsync(run, scene, () => Change(store, ++turn % 2 == 0 ? before : after));
        return [.. answers.Select(answer => string.Join(' ', answer.People.Single().Reasons.Select(reason => reason.Rule))).Distinct()];
    }

    /// <summary>Asks from several threads while another repeats the change.</summary>
    private static async Task<IReadOnlyCollection<ManifestAnswer>> AskWhileAsync(GateRun run, GateScene scene, Action change)
    {
        await using ServiceProvider services = KinkeeperHost.BuildServices(new StoreLocation(run.Kinkeeper.DataFolder), run.Kinkeeper.Clock);
        JudgeManifest gate = services.GetRequiredService<JudgeManifest>();
        IReadOnlyList<ManifestLine> lines = ManifestFile.Read(run.Kinkeeper.Folder.Write("m.csv", GateScene.File("manifest", [scene])));
        DateTimeOffset at = DateTimeOffset.Parse(GateScene.At, System.Globalization.CultureInfo.InvariantCulture);
        using CancellationTokenSource done = new();
        Task changing = Task.Factory.StartNew(
            () =>
            {
                while (!done.IsCancellationRequested)
                {
                    change();
                }
            },
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        Task<ManifestAnswer[]>[] asking = [.. Enumerable.Range(0, Askers).Select(_ => Task.Factory.StartNew(
            () => Enumerable.Range(0, Asked).Select(_ => gate.Execute(lines, at, PolicyShelf.Default)).ToArray(),
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default))];
        ManifestAnswer[][] answers = await Task.WhenAll(asking);
        await done.CancelAsync();
        await changing;
        return [.. answers.SelectMany(some => some)];
    }

    private static void Change(Store store, string[] statements)
    {
        using DatabaseConnection opened = store.Connect();
        SqliteConnection connection = ((SqliteDatabase)opened).Raw;
        using SqliteTransaction together = connection.BeginTransaction(deferred: false);
        foreach (string statement in statements)
        {
            using SqliteCommand command = connection.CreateCommand();
            command.Transaction = together;
#pragma warning disable CA2100 // Constants of this test.
            command.CommandText = statement;
#pragma warning restore CA2100
            command.ExecuteNonQuery();
        }

        together.Commit();
    }
}
