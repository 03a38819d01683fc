using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Http;

namespace Modular.Host;

/// <summary>Whether the process lives, and whether it can serve: database reached, migrations applied.</summary>
internal static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", () => TypedResults.Ok(new { status = "live" })).AllowAnyone();
        app.MapGet("/health/ready", async (Migrator migrator, Draining draining, CancellationToken ct) =>
        {
            if (draining.HasBegun) return Results.Json(new { status = "draining" }, statusCode: StatusCodes.Status503ServiceUnavailable);
            try
            {
                return await migrator.IsCurrent(ct)
                    ? Results.Ok(new { status = "ready" })
                    : Results.Json(new { status = "migrations_pending" }, statusCode: StatusCodes.Status503ServiceUnavailable);
            }
            catch (Exception away) when (Outage.IsOfDatabase(away))
            {
                return Results.Json(new { status = "database_away" }, statusCode: StatusCodes.Status503ServiceUnavailable);
            }
        }).AllowAnyone();
    }
}
