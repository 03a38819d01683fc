using Modular.BuildingBlocks.Data;

namespace Modular.Identity.Features;

/// <summary>Shows one application with its documents.</summary>
internal static class SeeApplication
{
    [Requires(IdentityPrivileges.ReviewApplications)]
    public sealed record Query(Guid Id) : IRequest<Result<View>>;

    public sealed class Handler(Db db) : IRequestHandler<Query, Result<View>>
    {
        private const string Application = $"SELECT {ResellerApplication.Columns} FROM identity.reseller_applications WHERE id = @Id";

        private const string Documents =
            "SELECT id, name, media_type, octet_length(content) AS bytes FROM identity.application_documents WHERE application_id = @Id ORDER BY id";

        private const string Decider =
            "SELECT u.display_name FROM identity.reseller_applications a JOIN identity.users u ON u.id = a.decided_by WHERE a.id = @Id";

        private const string SameTaxId =
            """
            SELECT a.id, 'account' AS kind, a.number AS reference, a.name AS company, 'active' AS status
            FROM identity.reseller_applications me
            JOIN identity.accounts a ON a.country = me.country AND a.tax_id = me.tax_id AND a.id IS DISTINCT FROM me.account_id
            WHERE me.id = @Id
            UNION ALL
            (SELECT o.id, 'application', o.reference, o.company, o.status
            FROM identity.reseller_applications me
            JOIN identity.reseller_applications o ON o.country = me.country AND o.tax_id = me.tax_id AND o.id <> me.id
            WHERE me.id = @Id ORDER BY o.received_at DESC LIMIT 10)
            """;

        public async Task<Result<View>> Handle(Query request, CancellationToken cancellationToken)
        {
            var (found, documents) = await db.Two<ResellerApplication, Document>(Application, Documents, request, cancellationToken);
            if (found is not [var application]) return IdentityErrors.ApplicationUnknown;
            var decidedBy = application.DecidedAt is null ? null : await db.One<string>(Decider, request, cancellationToken);
            return new View(application, documents, decidedBy, await db.Many<Bearer>(SameTaxId, request, cancellationToken));
        }
    }

    /// <param name="SameTaxId">Other accounts and applications of the same country and tax number.</param>
    internal sealed record View(ResellerApplication Application, IReadOnlyList<Document> Documents, string? DecidedBy, IReadOnlyList<Bearer> SameTaxId);

    /// <param name="Kind"><c>account</c> or <c>application</c>.</param>
    internal sealed record Bearer(Guid Id, string Kind, string Reference, string Company, string Status);

    internal sealed record Document(Guid Id, string Name, string MediaType, int Bytes);

    public static void Map(IEndpointRouteBuilder applications) => applications
        .MapGet("{id:guid}", async (Guid id, ISender send, CancellationToken ct) => (await send.Send(new Query(id), ct)).ToHttp())
        .Require<Query>();
}
