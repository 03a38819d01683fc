using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Http;

namespace Modular.Host;

/// <summary>Whether the process lives, and whether it can serve: database reached, migrations applied.</summary>
internal static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", () => TypedResults.Ok(new { status = "live" })).AllowAnyone();
        app.MapGet("/health/ready", async (Migrator migrator, CancellationToken ct) =>
        {
            try
            {
                return await migrator.IsCurrent(ct)
                    ? Results.Ok(new { status = "ready" })
                    : Results.Json(new { status = "migrations_pending" }, statusCode: StatusCodes.Status503ServiceUnavailable);
            }
            catch (Npgsql.NpgsqlException)
            {
                return Results.Json(new { status = "database_away" }, statusCode: StatusCodes.Status503ServiceUnavailable);
            }
        }).AllowAnyone();
    }
}
