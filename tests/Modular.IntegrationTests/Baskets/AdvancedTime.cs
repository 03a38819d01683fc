namespace Modular.IntegrationTests.Baskets;

/// <summary>The clock on the wall, put forward by the test.</summary>
internal sealed class AdvancedTime : TimeProvider
{
    public TimeSpan By { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + By;
}
