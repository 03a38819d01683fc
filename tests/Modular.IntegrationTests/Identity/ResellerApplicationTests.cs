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
        (session["account"].GetProperty("currency").GetString()).ShouldBe("BRL", "that of its country");
    }

    [Fact]
    public async Task Who_decides_may_choose_another_currency_than_the_countrys()
    {
        var (staff, company) = (await portal.NewStaff(), $"Oeste {Guid.NewGuid():N}");
        await portal.Anonymous.Post("/api/reseller-applications", Application(company, "PE", Guid.NewGuid().ToString("N")[..11]));
        var id = await portal.Portal.Db.One<Guid>("SELECT id FROM identity.reseller_applications WHERE company = @company", new { company });
        (await staff.Put($"/api/reseller-applications/{id}/decision", new { accept = true, reason = "Known", currency = "XXX" })).ShouldBeRefused(400, "request.invalid", "currency");
        using var browser = new Browser(portal.Portal, staff);
        var page = await browser.Open($"/applications/{id}");
        page.Fields("decision")["Form.Currency"].ShouldBe("PEN");

        var decided = await browser.Submit(page, "decision", ("Form.Reason", "Known"), ("Form.Currency", "USD"), ("Form.Accept", "true"));

        decided.Status.ShouldBe(302);
        (await portal.Portal.Db.One<string>("SELECT currency FROM identity.accounts WHERE name = @company", new { company })).ShouldBe("USD");
        (await browser.Open($"/applications/{id}")).Text.ShouldContain("Currency: now: USD");
    }

    [Fact]
    public async Task A_refused_company_becomes_nothing()
    {
        var (staff, company) = (await portal.NewStaff(), $"Sur {Guid.NewGuid():N}");
        await portal.Anonymous.Post("/api/reseller-applications", Application(company));
        var id = await portal.Portal.Db.One<Guid>("SELECT id FROM identity.reseller_applications WHERE company = @company", new { company });
        using var browser = new Browser(portal.Portal, staff);
        (await browser.Open("/applications?status=received&q=" + Uri.EscapeDataString(company))).Text.ShouldContain(company);
        var page = await browser.Open($"/applications/{id}");
        var unsaid = await browser.Submit(page, "decision", ("Form.Reason", ""), ("Form.Accept", "false"));
        unsaid.Status.ShouldBe(400);
        (await browser.Submit(unsaid, "decision", ("Form.Reason", "No reseller"), ("Form.Accept", "false"))).Status.ShouldBe(302);
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

    [Theory]
    [InlineData("ZZ")]
    [InlineData("br")]
    public async Task A_country_is_one_of_the_list(string country) =>
        (await portal.Anonymous.Post("/api/reseller-applications", Application("X", country, "12345678"))).ShouldBeRefused(400, "request.invalid", "country");

    [Fact]
    public async Task A_repeated_key_is_the_same_application()
    {
        var company = $"Eco {Guid.NewGuid():N}";
        var big = Application(company, documents: [("rut.png", [.. Png, .. new byte[3_000_000]])]);
        var sent = await portal.Anonymous.Post("/api/reseller-applications", big, ("Idempotency-Key", "eco"));
        sent.Status.ShouldBe(200, sent.Text);

        var again = await portal.Anonymous.Post("/api/reseller-applications", big, ("Idempotency-Key", "eco"));

        again["reference"].GetString().ShouldBe(sent["reference"].GetString());
        (await portal.Portal.Db.One<int>("SELECT count(*)::int FROM identity.reseller_applications WHERE company = @company", new { company })).ShouldBe(1);
        (await portal.Anonymous.Post("/api/reseller-applications", Application(company + "2"), ("Idempotency-Key", "eco")))
            .ShouldBeRefused(409, "request.idempotency_key_reused");
    }

    [Fact]
    public async Task A_tax_number_makes_one_account_however_often_it_applies()
    {
        var (staff, mark) = (await portal.NewStaff(), Guid.NewGuid().ToString("N"));
        var ids = new List<Guid>();
        foreach (var n in new[] { 1, 2, 3 })
        {
            (await portal.Anonymous.Post("/api/reseller-applications", Application($"{mark} {n}", "US", "x-" + mark[..20]))).Status.ShouldBe(200);
            ids.Add(await portal.Portal.Db.One<Guid>("SELECT id FROM identity.reseller_applications WHERE company = @company", new { company = $"{mark} {n}" }));
        }

        var decided = await Task.WhenAll(ids.Take(2).Select(id => staff.Put($"/api/reseller-applications/{id}/decision", new { accept = true, reason = "Known" })));

        decided.Select(d => d.Status).Order().ShouldBe([200, 409]);
        decided.Single(d => d.Status == 409).Code.ShouldBe("identity.tax_id_taken");
        var third = $"/api/reseller-applications/{ids[2]}";
        (await staff.Get(third))["sameTaxId"].EnumerateArray().Select(b => b.GetProperty("kind").GetString()).ShouldBe(["account", "application", "application"]);
        using var browser = new Browser(portal.Portal, staff);
        var page = await browser.Open($"/applications/{ids[2]}");
        page.Text.ShouldContain("It belongs to account 20-");
        var refused = await browser.Submit(page, "decision", ("Form.Reason", "Known"), ("Form.Accept", "true"));
        (refused.Status, refused.Text.Contains("belongs to account 20-", StringComparison.Ordinal)).ShouldBe((409, true));
        (await staff.Put(third + "/decision", new { accept = false, reason = "Twice" })).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Documents_come_back_as_they_were_sent_and_only_to_the_distributor()
    {
        var (staff, company) = (await portal.NewStaff(), $"Este {Guid.NewGuid():N}");
        byte[] pdf = [.. "%PDF-1.7\n"u8, .. Enumerable.Range(0, 2_000_000).Select(n => (byte)n)];
        var sent = await portal.Anonymous.Post("/api/reseller-applications", Application(company, documents: [("licencia <1>.pdf", pdf), ("rut.png", Png)]));
        sent.Status.ShouldBe(200, sent.Text);
        var found = await staff.Get("/api/reseller-applications?q=" + sent["reference"].GetString());
        var path = $"/api/reseller-applications/{found["items"][0].GetProperty("id").GetGuid()}";
        var documents = (await staff.Get(path))["documents"];
        documents.EnumerateArray().Select(d => (d.GetProperty("name").GetString(), d.GetProperty("mediaType").GetString(), d.GetProperty("bytes").GetInt32()))
            .ShouldBe([("licencia <1>.pdf", "application/pdf", pdf.Length), ("rut.png", "image/png", Png.Length)]);
        var document = $"{path}/documents/{documents[0].GetProperty("id").GetGuid()}";
        using (var download = await staff.Http.GetAsync(document))
        {
            (await download.Content.ReadAsByteArrayAsync()).ShouldBe(pdf);
            download.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
            download.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        }

        (await (await (await (await portal.NewAccount()).NewAdministrator()).SignIn()).Get(document)).ShouldBeRefused(403, "request.privilege_missing");
        (await staff.Get($"{path}/documents/{Guid.NewGuid()}")).ShouldBeRefused(404, "identity.document_unknown");
        (await staff.Get("/api/reseller-applications/export?format=csv&q=" + Uri.EscapeDataString(company))).Text.ShouldContain(company);
    }

    [Fact]
    public async Task A_document_of_another_kind_or_size_is_refused_at_its_place()
    {
        var refused = await portal.Anonymous.Post(
            "/api/reseller-applications", Application("X", documents: [("ok.png", Png), ("page.pdf", "<html>"u8.ToArray()), ("big.png", [.. Png, .. new byte[4 * 1024 * 1024]])]));
        refused.Status.ShouldBe(400, refused.Text);
        refused.Fields.Order().ShouldBe(["documents[1].content", "documents[2].content"]);
        var many = await portal.Anonymous.Post("/api/reseller-applications", Application("X", documents: [.. Enumerable.Repeat(("a.png", Png), 6)]));
        many.Fields.ShouldBe(["documents"]);
    }

    [Fact]
    public async Task The_page_takes_documents_too_and_keeps_what_was_typed()
    {
        using var browser = new Browser(portal.Portal, null);
        var company = $"Oeste {Guid.NewGuid():N}";
        var refused = await Send(await browser.Open("/apply"), "no pdf"u8.ToArray());
        (refused.Status, refused.Html.Contains(company, StringComparison.Ordinal)).ShouldBe((400, true));

        var sent = await Task.WhenAll(Send(refused, Png), Send(refused, Png));
        var received = sent.Select(s => s.Location).Distinct().ShouldHaveSingleItem()!;
        received.ShouldStartWith("/apply?received=A-");
        (await browser.Open(received)).Text.ShouldContain(received.Split('=')[1]);
        (await browser.Open("/apply?received=%3Cb%3E")).Text.ShouldNotContain("<b>");

        (await portal.Portal.Db.One<byte[]>(
            "SELECT d.content FROM identity.application_documents d JOIN identity.reseller_applications a ON a.id = d.application_id WHERE a.company = @company",
            new { company })).ShouldBe(Png);

        async Task<Browser.Page> Send(Browser.Page page, byte[] file)
        {
            using var content = new MultipartFormDataContent();
            var typed = new Dictionary<string, string>(page.Fields("apply"))
            {
                ["Form.Company"] = company, ["Form.Country"] = "US", ["Form.TaxId"] = "12-3456789", ["Form.BusinessActivity"] = "Schools",
                ["Form.SellsToEndUsers"] = "true", ["Form.ApplicantName"] = "Nina", ["Form.Email"] = "nina@test.example",
            };
            typed.Remove("documents");
            foreach (var (name, value) in typed) content.Add(new StringContent(value), name);
            content.Add(new ByteArrayContent(file), "documents", "rut.png");
            return await browser.Post("/apply", content);
        }
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

    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];

    private static object Application(
        string company, string country = "BR", string taxId = "12.ABC.345/01DE-35", bool sells = true, (string Name, byte[] Content)[]? documents = null) => new
    {
        documents = documents?.Select(d => new { name = d.Name, content = d.Content }),
        company, country, taxId, businessActivity = "Networks for schools", sellsToEndUsers = sells, applicantName = "Nina Nueva", email = "nina@test.example",
    };
}
