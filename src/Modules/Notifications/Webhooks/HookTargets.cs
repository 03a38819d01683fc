using Microsoft.Extensions.Options;

namespace Modular.Notifications.Webhooks;

/// <summary>Where webhooks may lead.</summary>
internal sealed class HookTargets(IOptions<NotificationsOptions> options) : Targets(options.Value.AllowPrivateTargets);
