namespace Modular.Integration.Ordering;

/// <summary>What the caller can order with in one step; the form is posted to <c>/baskets/{id}/quick-pay</c>.</summary>
public interface IQuickPay
{
    /// <summary>Profiles that can be used now, by name; none where the caller may not order so.</summary>
    Task<IReadOnlyList<QuickPayChoice>> Choices(CancellationToken ct = default);
}

/// <param name="Detail">Where it ships and how it is paid.</param>
public sealed record QuickPayChoice(Guid Id, string Name, string Detail);
