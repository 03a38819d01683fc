using Orleans;

namespace Modular.Tests.StandIns;

public sealed class InterleavingTests : IAsyncLifetime
{
    private TestSilo silo = null!;
    private IReader reader = null!;

    public async Task InitializeAsync()
    {
        silo = await TestSilo.Start();
        reader = silo.Grains.GetGrain<IReader>(Guid.NewGuid());
    }

    public async Task DisposeAsync() => await silo.DisposeAsync();

    [Fact]
    public async Task Reads_interleave_with_each_other_but_not_with_writes()
    {
        var (one, two, write, late) = (new Gate(), new Gate(), new Gate(), new Gate());
        var reads = new[] { reader.Read(one), reader.Read(two) };
        await one.Reached;
        await two.Reached;

        var writing = reader.Write(write);
        var reading = reader.Read(late);
        one.Open();
        (await reader.Peek().Soon()).ShouldBe(7);
        writing.IsCompleted.ShouldBeFalse();
        two.Open();
        await Task.WhenAll(reads).Soon();

        await write.Reached;
        (await reader.Peek().Soon()).ShouldBe(7);
        reading.IsCompleted.ShouldBeFalse();
        write.Open();
        await writing.Soon();
        await late.Reached;
        late.Open();
        await reading.Soon();
    }

    [Fact]
    public async Task Interleaving_calls_never_run_at_the_same_instant()
    {
        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(reader.Spin))).Soon();

        (await reader.Spins()).ShouldBe(10_000);
    }
}
