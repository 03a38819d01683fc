using Microsoft.Extensions.Logging;
using Modular.BuildingBlocks.Data;

namespace Modular.Identity;

/// <summary>Hears of sessions and memberships that any host has changed; deaf, nothing is kept in memory.</summary>
internal sealed class SessionChanges(Db db, SessionCache cache, ILogger<SessionChanges> log) : ChannelListener(db, "identity_changed", log)
{
    protected override void Heard(string payload)
    {
        if (Guid.TryParse(payload, out var userId)) cache.Forget(userId);
    }

    protected override void Hears(bool hears) => cache.Hears(hears);
}
