using Microsoft.Extensions.DependencyInjection;
using Modular.BuildingBlocks.Data;
using Modular.IntegrationTests.Baskets;

namespace Modular.IntegrationTests.Identity;

public sealed class ResellerApplicationTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task An_accepted_company_becomes_an_account_whose_first_administrator_applied()
    {
        var (staff, company) = (await portal.NewStaff(), $"Norte {Guid.NewGuid():N}");
        var applied = await portal.Anonymous.Post("/api/reseller-applications", Application(company));
        applied.Status.ShouldBe(200, applied.Text);
        var application = (await staff.Get("/api/reseller-applications?status=received&size=100&sort=-receivedAt"))["items"].EnumerateArray()
            .Single(a => a.GetProperty("company").GetString() == company);
        application.GetProperty("reference").GetString().ShouldBe(applied["reference"].GetString());
        application.GetProperty("taxId").GetString().ShouldBe("12ABC34501DE35");
        var decision = $"/api/reseller-applications/{application.GetProperty("id").GetGuid()}/decision";
        (await staff.Put(decision, new { accept = true })).ShouldBeRefused(400, "request.invalid", "reason");

        var both = await Task.WhenAll(
            staff.Put(decision, new { accept = true, reason = "Known company" }), staff.Put(decision, new { accept = true, reason = "Known company" }));

        both.Select(a => a.Status).Order().ShouldBe([200, 409]);
        var accountId = both.Single(a => a.Status == 200)["accountId"].GetGuid();
        var account = new TestAccount(portal.Portal, accountId);
        var decided = (await account.Told("identity.ApplicationDecided")).Single();
        (decided.GetProperty("isAccepted").GetBoolean(), decided.GetProperty("reason").GetString()).ShouldBe((true, "Known company"));
        var password = portal.Portal.Services.GetRequiredService<Sealer>()
            .Open((await account.Told("identity.TemporaryPasswordIssued")).Single().GetProperty("sealedPassword").GetString()!);
        var userName = decided.GetProperty("userName").GetString();
        var first = await portal.Anonymous.Post("/api/session", new { userName, password });
        first["pending"].ValueKind.ShouldNotBe(System.Text.Json.JsonValueKind.Null, "the password must be changed first");
        first["administrator"].GetBoolean().ShouldBeFalse();
        var applicant = portal.Portal.NewApi(first["accessToken"].GetString());
        (await applicant.Put("/api/me/password", new { currentPassword = password, newPassword = "Chosen-2468" })).Status.ShouldBeInRange(200, 204);

        var session = await applicant.Get("/api/session");
        (session["administrator"].GetBoolean(), session["account"].GetProperty("name").GetString(), session["account"].GetProperty("country").GetString())
            .ShouldBe((true, company, "BR"));
    }

    [Fact]
    public async Task A_refused_company_becomes_nothing()
    {
        var (staff, company) = (await portal.NewStaff(), $"Sur {Guid.NewGuid():N}");
        await portal.Anonymous.Post("/api/reseller-applications", Application(company));
        var id = await portal.Portal.Db.One<Guid>("SELECT id FROM identity.reseller_applications WHERE company = @company", new { company });
        using var browser = new Browser(portal.Portal, staff);
        var form = (await browser.Open("/applications?size=100")).Form($"/applications/{id}/decision");
        (await browser.Send($"/applications/{id}/decision", [.. form, ("reason", "No reseller"), ("accept", "false")])).Status.ShouldBe(302);
        (await portal.Portal.Db.One<string>("SELECT status || ' ' || reason FROM identity.reseller_applications WHERE id = @id", new { id })).ShouldBe("refused No reseller");
        (await portal.Portal.Db.One<int>("SELECT count(*)::int FROM identity.accounts WHERE name = @company", new { company })).ShouldBe(0);
    }

    [Fact]
    public async Task What_cannot_be_a_reseller_is_refused_by_its_field()
    {
        (await portal.Anonymous.Post("/api/reseller-applications", Application("X", taxId: "12.ABC.345/01DE-36"))).ShouldBeRefused(400, "identity.tax_id_invalid", "taxId");
        (await portal.Anonymous.Post("/api/reseller-applications", Application("X", sells: false))).ShouldBeRefused(400, "identity.no_reseller", "sellsToEndUsers");
        (await portal.Anonymous.Post("/api/reseller-applications", Application("", country: "Brasil"))).Fields.Order().ShouldBe(["company", "country"]);
    }

    [Fact]
    public async Task Only_the_distributor_sees_and_decides()
    {
        var administrator = await (await (await portal.NewAccount()).NewAdministrator()).SignIn();
        (await administrator.Get("/api/reseller-applications")).ShouldBeRefused(403, "request.privilege_missing");
        (await administrator.Put($"/api/reseller-applications/{Guid.NewGuid()}/decision", new { accept = true, reason = "Me" })).ShouldBeRefused(403, "request.privilege_missing");
        (await (await portal.NewStaff()).Put($"/api/reseller-applications/{Guid.NewGuid()}/decision", new { accept = true, reason = "Who" }))
            .ShouldBeRefused(404, "identity.application_unknown");
    }

    [Fact]
    public async Task One_address_applies_only_so_often_an_hour()
    {
        await using var own = await TestPortal.Start(await TestPostgres.NewDatabase(), "Identity:ApplicationsPerHour=2");
        for (var i = 0; i < 2; i++) (await own.Anonymous.Post("/api/reseller-applications", Application("X"))).Status.ShouldBe(200);
        (await own.Anonymous.Post("/api/reseller-applications", Application("X"))).ShouldBeRefused(429, "identity.too_many_applications");
    }

    private static object Application(string company, string country = "BR", string taxId = "12.ABC.345/01DE-35", bool sells = true) => new
    {
        company, country, taxId, businessActivity = "Networks for schools", sellsToEndUsers = sells, applicantName = "Nina Nueva", email = "nina@test.example",
    };
}
