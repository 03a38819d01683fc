using Microsoft.AspNetCore.Http;
using Modular.BuildingBlocks.Data;
using Modular.Integration.Identity;

namespace Modular.Identity.Features;

/// <summary>Downloads all that the portal keeps of the caller, in every module.</summary>
internal static class ExportPersonalData
{
    [SignedIn(InPerson = true)]
    public sealed record Query : IRequest<Result<View>>;

    /// <summary>Sections by name, each a list of rows.</summary>
    public sealed class View : SortedDictionary<string, IAsyncEnumerable<object>>;

    public sealed class Handler(Db db, IEnumerable<IPersonalData> modules, Memberships memberships, Caller caller) : IRequestHandler<Query, Result<View>>
    {
        public async Task<Result<View>> Handle(Query request, CancellationToken cancellationToken)
        {
            // An organisation's provider speaks for its own account alone.
            if (await memberships.SpeaksForOthers(caller, cancellationToken)) return IdentityErrors.OwnSignInNeeded;
            var accountIds = await db.Many<Guid>(
                "SELECT account_id FROM identity.memberships WHERE user_id = @UserId", new { caller.UserId }, cancellationToken);
            var view = new View();
            foreach (var (section, rows) in modules.SelectMany(m => m.Of(caller.UserId, accountIds, cancellationToken))) view.Add(section, rows);
            return view;
        }
    }

    public static void Map(IEndpointRouteBuilder app)
    {
        foreach (var path in new[] { "/api/me/personal-data", "/me/personal-data/download" })
        {
            app.MapGet(path, async (HttpContext http, ISender send, CancellationToken ct) =>
            {
                var all = await send.Send(new Query(), ct);
                http.Response.Headers.ContentDisposition = "attachment; filename=personal-data.json";
                // Rows are written as they are read.
                return all.Value is { } view ? (IResult)TypedResults.Json(view, Json.Options) : all.ToHttp();
            })
                .Produces<Dictionary<string, object[]>>()
                .Require<Query>();
        }
    }
}
