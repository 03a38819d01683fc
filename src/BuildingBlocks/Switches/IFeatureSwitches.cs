using Modular.BuildingBlocks.Callers;

namespace Modular.BuildingBlocks.Switches;

/// <summary>Knows which features are switched off for whom.</summary>
public interface IFeatureSwitches
{
    /// <returns>The caller without what is switched off for the account.</returns>
    ValueTask<Caller> Apply(Caller caller, CancellationToken ct);

    /// <summary>Whether a feature is switched off for an account that the caller is none of.</summary>
    Task<bool> IsOff(string feature, Guid accountId, CancellationToken ct);
}
