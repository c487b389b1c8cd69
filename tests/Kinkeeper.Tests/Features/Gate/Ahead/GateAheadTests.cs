using Kinkeeper.Features.Gate.Ahead;
using Kinkeeper.Features.Gate.Judging;
using Kinkeeper.Features.Gate.Manifests;
using Kinkeeper.Tests.Platform.Web;
using Microsoft.Extensions.DependencyInjection;

namespace Kinkeeper.Tests.Features.Gate.Ahead;

/// <summary>Checks that answers for display are cached only while their evidence is unchanged, and state their time.</summary>
public sealed class GateAheadTests
{
    [Fact]
    public async Task Answers_AfterANewRecordOrWhenOld_AreAskedAgain()
    {
        await using PagesScene scene = await PagesScene.OpenAsync(3);
        GateAhead ahead = scene.Services.GetRequiredService<GateAhead>();
        Movement movement = scene.Services.GetRequiredService<Departures>().Find("M-1")!;
        MovementAnswer first = (await ahead.ExecuteAsync([movement]))[0];
        first.Answer.Held.Should().Be(3);
        first.Answer.At.Should().Be(scene.Kinkeeper.Clock.GetUtcNow());
        (await ahead.ExecuteAsync([movement]))[0].Should().BeSameAs(first);

        await scene.Kinkeeper.ImportTextAsync("screenings", "record_id,asked_at,language,interpreter,officer,answer,children_stated\ncbp:0,2026-01-01T10:00:00Z,spa,,o-1,yes,4\n");
        MovementAnswer second = (await ahead.ExecuteAsync([movement]))[0];
        second.Should().NotBeSameAs(first);
        second.Answer.People[0].Reasons.Select(reason => reason.Rule).Should().Contain("child-not-recorded");

        scene.Kinkeeper.Clock.Advance(GateAhead.Longest + TimeSpan.FromSeconds(1));
        (await ahead.ExecuteAsync([movement], mayBeOlder: true))[0].Answer.At.Should().Be(scene.Kinkeeper.Clock.GetUtcNow(), "no older answer is shown, even for a total");
    }

    [Fact]
    public async Task Answers_OfSeveralMovementsAtOnce_EqualSeparateOnes()
    {
        await using PagesScene scene = await PagesScene.OpenAsync(3);
        await scene.Kinkeeper.ImportTextAsync("manifest", "manifest,record_id,a_number,given_names,surnames,date_of_birth,departs_at,port,country\nM-2,cbp:1,,Dilcia,Pop Caal,1990-04-02,2026-01-03T09:00:00Z,AEX,GT\nM-2,orr:1,,Wilmer,Pop Xol,2016-04-02,2026-01-03T09:00:00Z,AEX,GT\nM-2,nobody,,,,,2026-01-03T09:00:00Z,AEX,GT\n");
        Departures departures = scene.Services.GetRequiredService<Departures>();
        DateTimeOffset now = scene.Kinkeeper.Clock.GetUtcNow();
        IReadOnlyList<Movement> movements = departures.Between(now, now.AddDays(3));
        movements.Should().HaveCount(2);
        JudgeManifest gate = scene.Services.GetRequiredService<JudgeManifest>();
        foreach (MovementAnswer answer in await scene.Services.GetRequiredService<GateAhead>().ExecuteAsync(movements))
        {
            ManifestAnswer alone = gate.Execute([.. departures.Lines(answer.Movement.Manifest).Select(line => line.Line)], now);
            answer.Answer.People.Select(person => (person.Line, person.RecordId, person.Person, string.Join(',', person.Reasons.Select(reason => $"{reason.Rule}/{reason.Child}"))))
                .Should().Equal(alone.People.Select(person => (person.Line, person.RecordId, person.Person, string.Join(',', person.Reasons.Select(reason => $"{reason.Rule}/{reason.Child}")))));
        }
    }
}
