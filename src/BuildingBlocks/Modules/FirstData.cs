namespace Modular.BuildingBlocks.Modules;

/// <summary>What an empty installation cannot do without; loaded before the host listens, changes nothing that is there.</summary>
public interface IFirstData
{
    /// <summary>Lower comes first.</summary>
    int Order { get; }

    Task Load(CancellationToken ct);
}

/// <summary>A module's part of the demo; only with <c>Demo:Enabled</c>, and before <see cref="IFirstData"/>.</summary>
public interface IDemoData
{
    /// <inheritdoc cref="IFirstData.Order"/>
    int Order { get; }

    Task Load(CancellationToken ct);
}

/// <summary>The demo's accounts, by which modules' demo data refer to each other.</summary>
public static class DemoAccounts
{
    public static readonly Guid Distributor = new("0193a000-0000-7000-8000-000000000001");
    public static readonly Guid Andes = new("0193a000-0000-7000-8000-000000000002");
    public static readonly Guid Rio = new("0193a000-0000-7000-8000-000000000003");
}
