using Orleans;
using Orleans.Concurrency;

namespace Modular.Tests.StandIns;

/// <summary>A grain with reads that interleave, found by a Guid.</summary>
internal interface IReader : IGrainWithGuidKey
{
    Task<Guid> Key();

    [ReadOnly]
    Task Read(Gate gate);

    Task Write(Gate gate);

    [AlwaysInterleave]
    Task<int> Peek();

    [AlwaysInterleave]
    Task Spin();

    Task<int> Spins();
}

internal sealed class ReaderGrain : Grain, IReader
{
    private int inside;
    private int spins;

    public Task<Guid> Key() => Task.FromResult(this.GetPrimaryKey());

    public Task Read(Gate gate) => gate.Pass();

    public Task Write(Gate gate) => gate.Pass();

    public Task<int> Peek() => Task.FromResult(7);

    public async Task Spin()
    {
        for (var i = 0; i < 100; i++)
        {
            Interlocked.Increment(ref inside).ShouldBe(1);
            Thread.SpinWait(500);
            spins++;
            Interlocked.Decrement(ref inside);
            await Task.Yield();
        }
    }

    public Task<int> Spins() => Task.FromResult(spins);
}
