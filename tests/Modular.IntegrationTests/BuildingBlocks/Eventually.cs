using System.Diagnostics;

namespace Modular.IntegrationTests.BuildingBlocks;

internal static class Eventually
{
    /// <summary>Waits until it is so, or fails with what is known.</summary>
    public static async Task True(Func<Task<bool>> condition, string what, int seconds = 20)
    {
        var clock = Stopwatch.StartNew();
        while (!await condition())
        {
            if (clock.Elapsed.TotalSeconds > seconds) throw new TimeoutException($"Not within {seconds} s: {what}");
            await Task.Delay(20);
        }
    }
}
