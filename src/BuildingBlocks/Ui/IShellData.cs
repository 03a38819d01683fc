using Modular.BuildingBlocks.Callers;

namespace Modular.BuildingBlocks.Ui;

/// <summary>What the header asks of the module that knows users.</summary>
public interface IShellData
{
    /// <summary>Every account the caller may act for, the present one included, by kind and name.</summary>
    Task<IReadOnlyList<AccountChoice>> Accounts(Caller caller, CancellationToken ct);
}

/// <summary>An account that the caller can switch to.</summary>
public sealed record AccountChoice(Guid Id, string Name, string Kind, string Role);
