using Kinkeeper.Features.Review.Keeping;
using Microsoft.Extensions.Time.Testing;

namespace Kinkeeper.Tests.Features.Review.Keeping;

/// <summary>
/// Checks that a slow answer is computed once for all callers, and that an old number is never returned without its instant.
/// </summary>
public sealed class KeptTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    [Fact]
    public async Task Get_ManyCallers_CountOnce_AndAgainOnlyAfterAChange()
    {
        int counted = 0;
        string version = "1";
        Kept<int> kept = new(() => Interlocked.Increment(ref counted), () => version, _clock);
        KeptAnswer<int>?[] answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => kept.GetAsync(Timeout.InfiniteTimeSpan)));
        answers.Should().AllSatisfy(answer => answer.Should().Be(new KeptAnswer<int>(1, _clock.GetUtcNow(), IsCurrent: true)));
        _clock.Advance(TimeSpan.FromHours(5));
        (await kept.GetAsync(Timeout.InfiniteTimeSpan))!.At.Should().Be(_clock.GetUtcNow().AddHours(-5), "nothing has changed, so the number keeps the instant at which it was counted");
        version = "2";
        (await kept.GetAsync(Timeout.InfiniteTimeSpan)).Should().Be(new KeptAnswer<int>(2, _clock.GetUtcNow(), IsCurrent: true));
    }

    [Fact]
    public async Task Get_DuringTheCount_GivesThePreviousAnswerWithItsInstant_OrNull()
    {
        using ManualResetEventSlim go = new();
        string version = "1";
        int counted = 0;
        Kept<int> kept = new(
            () =>
            {
                go.Wait(TestContext.Current.CancellationToken);
                return ++counted;
            },
            () => version,
            _clock);
        (await kept.GetAsync(TimeSpan.Zero)).Should().BeNull("it is being counted for the first time");
        go.Set();
        (await kept.GetAsync(Timeout.InfiniteTimeSpan))!.IsCurrent.Should().BeTrue();
        go.Reset();
        DateTimeOffset before = _clock.GetUtcNow();
        _clock.Advance(TimeSpan.FromMinutes(1));
        version = "2";
        (await kept.GetAsync(TimeSpan.Zero)).Should().Be(new KeptAnswer<int>(1, before, IsCurrent: false));
        go.Set();
        (await kept.GetAsync(Timeout.InfiniteTimeSpan)).Should().Be(new KeptAnswer<int>(2, _clock.GetUtcNow(), IsCurrent: true));
    }

    [Fact]
    public async Task Get_ChangeDuringTheCount_IsCountedAgain()
    {
        string version = "1";
        Kept<int> kept = new(
            () =>
            {
                version = "2";
                return 1;
            },
            () => version,
            _clock);
        (await kept.GetAsync(Timeout.InfiniteTimeSpan))!.IsCurrent.Should().BeFalse();
        (await kept.GetAsync(Timeout.InfiniteTimeSpan))!.IsCurrent.Should().BeTrue("it was counted again");
    }

    [Fact]
    public async Task Get_FailedCount_ThrowsForTheCaller_AndIsTriedAgain()
    {
        bool broken = true;
        Kept<int> kept = new(() => broken ? throw new InvalidOperationException("broken") : 7, () => "1", _clock);
        Func<Task> asking = () => kept.GetAsync(Timeout.InfiniteTimeSpan);
        await asking.Should().ThrowAsync<InvalidOperationException>();
        broken = false;
        (await kept.GetAsync(Timeout.InfiniteTimeSpan))!.Answer.Should().Be(7);
    }
}
