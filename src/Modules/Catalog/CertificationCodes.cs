using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Events;
using Modular.Integration.Catalog;
using Modular.Integration.Identity;

namespace Modular.Catalog;

/// <inheritdoc cref="ICertificationCodes"/>
internal sealed class CertificationCodes(Db db) : ICertificationCodes
{
    public Task<IReadOnlyList<string>> All(CancellationToken ct = default) => db.Many<string>(
        "SELECT DISTINCT required_certification FROM catalog.products WHERE required_certification IS NOT NULL ORDER BY 1", ct: ct);
}

/// <summary>Lets every host forget what accounts buy by.</summary>
internal sealed class ForgetTerms(Db db) : IConsumer<CertificationsChanged>
{
    public Task Handle(CertificationsChanged e, Delivery delivery, CancellationToken ct) => db.Execute("SELECT pg_notify('catalog_changed', '')", ct: ct);
}
