using Modular.Integration.Ordering;

namespace Modular.Ordering;

/// <inheritdoc cref="IQuickPay"/>
internal sealed class QuickPay(QuickPayProfiles profiles, Caller caller) : IQuickPay
{
    public async Task<IReadOnlyList<QuickPayChoice>> Choices(CancellationToken ct = default) =>
        caller.Can(OrderingPrivileges.Place) && caller.Has("orders") && caller.Has(QuickPayProfile.Feature)
            ? [.. (await profiles.All(caller.AccountId, ct)).Where(p => p.IsUsable).Select(p => new QuickPayChoice(p.Id, p.Name, $"{p.ShipTo} · {p.Payment}"))]
            : [];
}
