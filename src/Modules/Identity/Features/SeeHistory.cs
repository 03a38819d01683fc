namespace Modular.Identity.Features;

/// <summary>Shows the distributor's staff who changed one thing of another account, where they may see the thing itself.</summary>
internal static class SeeHistory
{
    // What staff looks at in other accounts, and with which privilege: nothing else of their trails is open.
    private static readonly Dictionary<string, string> Kinds = new()
    {
        ["account"] = IdentityPrivileges.ViewAccounts,
        ["application"] = IdentityPrivileges.ReviewApplications,
        ["certification"] = IdentityPrivileges.ManageCertifications,
        ["single-sign-on"] = IdentityPrivileges.DecideSingleSignOn,
    };

    /// <param name="Subject">The thing, as <c>application/0193…</c>.</param>
    [Requires(IdentityPrivileges.ViewAudit)]
    public sealed record Query(Guid AccountId, string? Subject, Paging Paging) : IRequest<Result<Listing<ListAudit.Item>>>;

    public sealed class Rules : AbstractValidator<Query>
    {
        public Rules()
        {
            RuleFor(q => q.Subject).NotEmpty().Must(s => s?.Contains('/') != false).Line(200).OverridePropertyName("subject");
            RuleFor(q => q.Paging).SetValidator(new PagingRules([.. AuditFilter.Sorts.Columns.Keys])).OverridePropertyName("");
            RuleFor(q => q.Paging).Must(p => p.Offset < AuditTrail.MaxCounted).OverridePropertyName("page");
        }
    }

    public sealed class Handler(AuditTrail trail, Caller caller) : IRequestHandler<Query, Result<Listing<ListAudit.Item>>>
    {
        public async Task<Result<Listing<ListAudit.Item>>> Handle(Query request, CancellationToken cancellationToken) =>
            caller.IsStaff && Kinds.TryGetValue(request.Subject!.Split('/')[0], out var privilege) && caller.Can(privilege)
                ? await trail.Page(request.AccountId, new AuditFilter(request.Subject), request.Paging, cancellationToken)
                : IdentityErrors.NoSuchAccount;
    }

    public static void Map(IEndpointRouteBuilder accounts) => accounts
        .MapGet("{accountId:guid}/history", async (Guid accountId, string? subject, int? page, int? size, string? sort, ISender send, CancellationToken ct) =>
            (await send.Send(new Query(accountId, subject, Paging.Of(page, size, sort)), ct)).ToHttp())
        .Require<Query>();
}
