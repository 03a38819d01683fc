namespace Modular.BuildingBlocks.Audit;

/// <summary>One change, for the audit trail; who and from where is known from <see cref="Actor.Current"/>.</summary>
/// <param name="AccountId">The account whose thing was changed.</param>
/// <param name="Action"><c>module.past_tense</c>, as <c>identity.privileges_changed</c>; the key of its sentence is <c>module.audit.past_tense</c>.</param>
/// <param name="Subject">The thing, as <c>user/0193…</c> or <c>order/20-10001</c>.</param>
/// <param name="Before">What of it was changed, as it was; written as JSON. Never a secret.</param>
/// <param name="After">The same as it is now.</param>
public sealed record AuditEntry(Guid AccountId, string Action, string Subject, object? Before = null, object? After = null);
