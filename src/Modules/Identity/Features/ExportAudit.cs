using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Modular.BuildingBlocks.Audit;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Http.Exports;
using Modular.BuildingBlocks.Ui;
using Modular.Integration.Identity;

namespace Modular.Identity.Features;

/// <summary>Downloads the account's audit trail as it is filtered and sorted, all of it, as CSV or XLSX.</summary>
internal static class ExportAudit
{
    // People's names are looked up for so many rows at a time.
    private const int Batch = 200;

    [Requires(IdentityPrivileges.ViewAudit)]
    public sealed record Query(AuditFilter Filter, string? Sort, string? Format) : IRequest<Result<Rows<Named>>>;

    public sealed class Rules : AbstractValidator<Query>
    {
        public Rules()
        {
            RuleFor(q => q.Format).FileFormat();
            RuleFor(q => q.Filter).SetValidator(new AuditFilterRules()).OverridePropertyName("");
            RuleFor(q => new Paging(1, 1, q.Sort)).SetValidator(new PagingRules([.. AuditFilter.Sorts.Columns.Keys])).OverridePropertyName("");
        }
    }

    /// <param name="UserName">Null: the system itself.</param>
    internal sealed record Named(AuditRow Row, string? UserName);

    public sealed class Handler(Db db, AuditTrail trail, IAccountDirectory people, Caller caller) : IRequestHandler<Query, Result<Rows<Named>>>
    {
        public Task<Result<Rows<Named>>> Handle(Query request, CancellationToken cancellationToken) =>
            Task.FromResult<Result<Rows<Named>>>(new Rows<Named>(Read(request, cancellationToken)));

        private async IAsyncEnumerable<Named> Read(Query query, [EnumeratorCancellation] CancellationToken ct)
        {
            var rows = db.Stream<AuditRow>(
                $"SELECT {AuditRow.Columns} {query.Filter.Sql(query.Sort, AuditFilter.Unlimited)} {AuditFilter.Sorts.OrderBy(query.Sort)}",
                await trail.Args(caller.AccountId, query.Filter, 0, 0, ct), ct);
            await foreach (var batch in rows.Chunk(Batch).WithCancellation(ct))
            {
                var names = await people.Names([.. batch.Select(r => r.UserId).OfType<Guid>().Distinct()], ct);
                foreach (var row in batch) yield return new Named(row, row.UserId is { } user ? names.GetValueOrDefault(user, "") : null);
            }
        }
    }

    /// <summary>The API refuses a day that is none; the page's form filters nothing with it.</summary>
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/audit/export", (
            string? format, string? subject, Guid? user, DateOnly? from, DateOnly? to, string? action, string? kind, string? person, string? sort,
            ISender send, Texts texts, CancellationToken ct) =>
            Download(new Query(new AuditFilter(subject, user, from, to, action, kind, person), sort, format), send, texts, ct))
            .Require<Query>();
        app.MapGet("/audit/download", (
            string? format, string? subject, string? user, string? from, string? to, string? action, string? kind, string? person, string? sort,
            ISender send, Texts texts, CancellationToken ct) =>
            Download(new Query(AuditFilter.OfPage(subject, user, from, to, action, kind, person), sort, format), send, texts, ct))
            .Require<Query>();
    }

    private static async Task<IResult> Download(Query query, ISender send, Texts texts, CancellationToken ct) =>
        (await send.Send(query, ct)).ToFile(
            texts["identity.audit_file"], query.Format,
            [
                new(texts["identity.audit_when"], n => n.Row.At),
                new(texts["identity.audit_who"], n => n.UserName ?? texts["identity.audit_system"]),
                new(texts["identity.audit_reason"], n => n.Row.Behalf),
                new(texts["identity.audit_action"], n => AuditWords.Sentence(n.Row.Action, texts)),
                new(texts["identity.audit_code"], n => n.Row.Action),
                new(texts["identity.audit_subject"], n => n.Row.Subject),
                new(texts["identity.audit_before"], n => n.Row.Before),
                new(texts["identity.audit_after"], n => n.Row.After),
                new(texts["identity.audit_address"], n => n.Row.RemoteAddress),
                new(texts["identity.audit_correlation"], n => n.Row.CorrelationId),
            ]);
}
