using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;

namespace Modular.IntegrationTests.Catalog;

/// <summary>What happens to prices when things go wrong on the way.</summary>
public sealed class ImportTroubleTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task A_client_that_hangs_up_half_way_leaves_the_old_prices_whole()
    {
        var staff = await portal.NewStaff();
        var prefix = PriceUpload.NewPrefix();
        await staff.Import(await PriceUpload.Made(prefix, 3_000));
        var changed = Encoding.UTF8.GetBytes(await PriceUpload.Made(prefix, 3_000, revision: 1));

        using (var socket = new TcpClient())
        {
            await socket.ConnectAsync(portal.Portal.Address.Host, portal.Portal.Address.Port);
            await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
                $"POST /api/catalog/imports?fileName={prefix} HTTP/1.1\r\nHost: portal\r\nContent-Type: text/csv\r\nContent-Length: {changed.Length}\r\n" +
                $"Authorization: {staff.Http.DefaultRequestHeaders.Authorization}\r\n\r\n"));
            await socket.GetStream().WriteAsync(changed.AsMemory(0, changed.Length / 2));
            await Until(async () => await Imports(staff, prefix) is [var begun] && begun.State == "reading");
        }

        await Until(async () => await Imports(staff, prefix) is [var ended] && ended is { State: "failed", Failure: "catalog.import_cut_short" });
        (await staff.Import(await PriceUpload.Made(prefix, 3_000))).Counts().ShouldBe((0, 0, 3_000, 0));
    }

    [Fact]
    public async Task Imports_at_the_same_time_do_not_harm_each_other()
    {
        var staff = await portal.NewStaff();
        var prefix = PriceUpload.NewPrefix();
        var files = await Task.WhenAll(Enumerable.Range(0, 4).Select(revision => PriceUpload.Made(prefix, 1_000, revision)));

        var imports = await Task.WhenAll(files.Select(file => staff.Import(file)));

        imports.ShouldAllBe(i => i.Status == 201);
        // One of them found nothing, the others found what the one before had left.
        imports.Sum(i => i.Counts().Added).ShouldBe(1_000);
        imports.ShouldAllBe(i => i.Counts().Added + i.Counts().Changed + i.Counts().Unchanged == 1_000);
        // The last one is there as a whole.
        var again = await Task.WhenAll(files.Select(file => staff.Import(file, "?dryRun=true")));
        again.Count(i => i.Counts() == (0, 0, 1_000, 0)).ShouldBe(1);
    }

    [Fact]
    public async Task An_import_whose_host_was_killed_is_marked_as_failed_at_the_next_start()
    {
        var database = await TestPostgres.NewDatabase();
        var id = Guid.CreateVersion7();
        await using (var first = await TestPortal.Start(database))
        {
            await first.Db.Execute(
                "INSERT INTO catalog.imports (id, started_at, dry_run, state, rows) VALUES (@id, now(), false, 'applying', 70)", new { id });
        }

        await using var next = await TestPortal.Start(database);
        var staff = await next.NewStaff();
        await Until(async () => (await staff.Get($"/api/catalog/imports/{id}"))["state"].GetString() == "failed");
        (await staff.Get($"/api/catalog/imports/{id}"))["failure"].GetProperty("code").GetString().ShouldBe("catalog.import_interrupted");
    }

    [Fact]
    public async Task A_running_import_of_another_host_is_left_alone_and_its_progress_is_seen()
    {
        var staff = await portal.NewStaff();
        var prefix = PriceUpload.NewPrefix();
        var gate = new GatedStream(Encoding.UTF8.GetBytes(await PriceUpload.Made(prefix, 12_000)));
        var content = new StreamContent(gate);
        content.Headers.ContentType = new("text/csv");
        var import = staff.Post($"/api/catalog/imports?fileName={prefix}", content);
        await Until(async () => await Imports(staff, prefix) is [var begun] && begun.Rows == 10_000);

        await using (await TestPortal.Start(portal.Portal.ConnectionString, "Silo:Shared=true")) await Task.Delay(500);

        (await Imports(staff, prefix)).Single().State.ShouldBe("reading");
        gate.Open();
        (await import).Counts().ShouldBe((12_000, 0, 0, 0));
    }

    private static async Task<IReadOnlyList<(string? State, int Rows, string? Failure)>> Imports(Api staff, string fileName) =>
        [.. (await staff.Get("/api/catalog/imports?size=100"))["items"].EnumerateArray()
            .Where(i => i.GetProperty("fileName").GetString() == fileName)
            .Select(i => (
                i.GetProperty("state").GetString(), i.GetProperty("rows").GetInt32(),
                i.GetProperty("failure") is { ValueKind: System.Text.Json.JsonValueKind.Object } f ? f.GetProperty("code").GetString() : null))];

    private static async Task Until(Func<Task<bool>> holds)
    {
        for (var tries = 0; !await holds(); tries++)
        {
            tries.ShouldBeLessThan(600, "It did not come to that within a minute.");
            await Task.Delay(100);
        }
    }
}
