using System.Text.Json;
using Modular.BuildingBlocks.Audit;

namespace Modular.Identity.Features;

/// <summary>Lists who changed what in the account, from where and on whose behalf, the latest first.</summary>
internal static class ListAudit
{
    [Requires(IdentityPrivileges.ViewAudit)]
    public sealed record Query(AuditFilter Filter, Paging Paging) : IRequest<Result<Listing<Item>>>;

    public sealed class Rules : AbstractValidator<Query>
    {
        public Rules()
        {
            RuleFor(q => q.Filter).SetValidator(new AuditFilterRules()).OverridePropertyName("");
            RuleFor(q => q.Paging).SetValidator(new PagingRules([.. AuditFilter.Sorts.Columns.Keys])).OverridePropertyName("");
            RuleFor(q => q.Paging).Must(p => p.Offset < AuditTrail.MaxCounted).OverridePropertyName("page");
        }
    }

    public sealed class Handler(AuditTrail trail, Caller caller) : IRequestHandler<Query, Result<Listing<Item>>>
    {
        public async Task<Result<Listing<Item>>> Handle(Query request, CancellationToken cancellationToken) =>
            await trail.Page(caller.AccountId, request.Filter, request.Paging, cancellationToken);
    }

    /// <param name="Seq">Names the row; <see cref="VerifyAudit"/> tells the first broken one by it.</param>
    /// <param name="UserId">Null: the system itself.</param>
    /// <param name="Behalf">The reason of the distributor's staff who acted for the account.</param>
    internal sealed record Item(
        long Seq, DateTime At, Guid? UserId, string? UserName, string? Behalf, string Action, string Subject, JsonElement? Before, JsonElement? After,
        string? CorrelationId, string? RemoteAddress)
    {
        public static Item Of(AuditRow row, IReadOnlyDictionary<Guid, string> names) => new(
            row.Seq, row.At, row.UserId, row.UserId is { } user ? names.GetValueOrDefault(user, "") : null, row.Behalf, row.Action, row.Subject,
            Read(row.Before), Read(row.After), row.CorrelationId, row.RemoteAddress);

        private static JsonElement? Read(string? json) => json is null ? null : JsonElement.Parse(json);
    }

    public static void Map(IEndpointRouteBuilder audit) => audit
        .MapGet("", async (
            string? subject, Guid? user, DateOnly? from, DateOnly? to, string? action, string? kind, string? person, int? page, int? size, string? sort,
            ISender send, CancellationToken ct) =>
            (await send.Send(new Query(new AuditFilter(subject, user, from, to, action, kind, person), Paging.Of(page, size, sort)), ct)).ToHttp())
        .Require<Query>();
}
