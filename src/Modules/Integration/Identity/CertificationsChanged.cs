namespace Modular.Integration.Identity;

/// <summary>An account was given a certification, for longer or no more.</summary>
public sealed record CertificationsChanged(Guid AccountId, string Code, DateTime At);
