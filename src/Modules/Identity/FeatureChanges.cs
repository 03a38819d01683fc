using Microsoft.Extensions.Logging;
using Modular.BuildingBlocks.Data;

namespace Modular.Identity;

/// <summary>Hears of features that any host has switched; deaf, nothing is kept in memory.</summary>
internal sealed class FeatureChanges(Db db, FeatureSwitches switches, ILogger<FeatureChanges> log) : ChannelListener(db, "identity_features", log)
{
    protected override void Heard(string payload) => switches.Forget();

    protected override void Hears(bool hears) => switches.Hears(hears);
}
