using System.Collections.Concurrent;
using Modular.BuildingBlocks.Data;

namespace Modular.Tests.Data;

public sealed class TogetherTests
{
    private readonly ConcurrentQueue<int[]> _groups = [];

    [Fact]
    public async Task What_is_asked_while_a_group_is_at_work_goes_together()
    {
        using var gate = new SemaphoreSlim(0);
        var doubled = new Together<int, int>(async asked =>
        {
            _groups.Enqueue([.. asked]);
            await gate.WaitAsync();
            return [.. asked.Select(n => 2 * n)];
        });
        var first = doubled.Ask(1);
        while (_groups.IsEmpty) await Task.Delay(1);
        var rest = Enumerable.Range(2, 9).Select(n => doubled.Ask(n)).ToArray();
        gate.Release(2);

        (await first).ShouldBe(2);
        (await Task.WhenAll(rest)).ShouldBe([4, 6, 8, 10, 12, 14, 16, 18, 20]);
        _groups.ShouldBe([[1], [2, 3, 4, 5, 6, 7, 8, 9, 10]]);
    }

    [Fact]
    public async Task Nobody_fails_for_a_neighbour()
    {
        var asking = new Together<int, int>(async asked =>
        {
            await Task.Yield();
            if (asked.Contains(5)) throw new InvalidOperationException("five");
            return [.. asked];
        });
        var answers = Enumerable.Range(1, 9).Select(n => asking.Ask(n)).ToArray();

        (await Should.ThrowAsync<InvalidOperationException>(answers[4])).Message.ShouldBe("five");
        (await Task.WhenAll(answers.Where((_, i) => i != 4))).ShouldBe([1, 2, 3, 4, 6, 7, 8, 9]);
        (await asking.Ask(10)).ShouldBe(10);
    }

    [Fact]
    public async Task Nobody_waits_in_turn_for_a_database_that_cannot_be_reached()
    {
        var asking = new Together<int, int>(async asked =>
        {
            _groups.Enqueue([.. asked]);
            await Task.Delay(20);
            throw new Npgsql.NpgsqlException("away", new TimeoutException());
        });
        var first = asking.Ask(0);
        while (_groups.IsEmpty) await Task.Delay(1);
        var rest = Enumerable.Range(1, 9).Select(n => asking.Ask(n)).ToArray();

        foreach (var answer in rest.Append(first)) await Should.ThrowAsync<Npgsql.NpgsqlException>(answer);
        _groups.Select(g => g.Length).ShouldBe([1, 9]);
    }

    [Fact]
    public async Task Who_gives_up_waiting_holds_up_nobody()
    {
        using var gate = new SemaphoreSlim(0);
        using var patience = new CancellationTokenSource();
        var asking = new Together<int, int>(async asked =>
        {
            await gate.WaitAsync();
            return asked;
        });
        var impatient = asking.Ask(1, patience.Token);
        await patience.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(impatient);
        gate.Release(2);
        (await asking.Ask(2)).ShouldBe(2);
    }
}
