using Microsoft.Extensions.Options;

namespace Modular.Notifications.Webhooks;

/// <summary>Where webhooks may lead.</summary>
internal sealed class HookTargets(IOptions<NotificationsOptions> options) : Targets(options.Value.AllowPrivateTargets)
{
    /// <returns>The address as it is kept; null where webhooks may not lead there.</returns>
    public string? Accept(string typed) => Uri.TryCreate(typed.Trim(), UriKind.Absolute, out var url) && IsAllowed(url) ? url.AbsoluteUri : null;
}
