using Modular.IntegrationTests.Baskets;

namespace Modular.IntegrationTests.Identity;

public sealed class ListAccountsTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task Staff_finds_an_account_by_part_of_its_number_or_name_and_by_kind_country_and_status()
    {
        var staff = await portal.NewStaff();
        var account = await portal.NewAccount("premier", "PY");
        var part = account.Id.ToString("N")[8..];

        (await Names(staff, $"?q={part.ToUpperInvariant()}")).ShouldBe([account.Name]);
        (await Names(staff, $"?q={part}&kind=premier&country=py&status=new")).ShouldBe([account.Name]);
        (await Names(staff, $"?q={part}&kind=home")).ShouldBeEmpty();
        (await Names(staff, $"?q={part}&country=CL")).ShouldBeEmpty();
        (await Names(staff, $"?q={part}&status=active")).ShouldBeEmpty();
        await (await account.NewUser()).SignIn();
        (await Names(staff, $"?q={part}&status=active")).ShouldBe([account.Name]);
        (await Names(staff, "?q=%25")).ShouldBeEmpty();

        var seen = await staff.Get($"/api/accounts/{account.Id}");
        seen["account"].GetProperty("country").GetString().ShouldBe("PY");
        (await staff.Get($"/api/accounts/{Guid.NewGuid()}")).ShouldBeRefused(404, "identity.no_such_account");
    }

    [Fact]
    public async Task It_is_sorted_paged_and_downloaded_as_filtered()
    {
        var staff = await portal.NewStaff();
        var (older, newer) = (await portal.NewAccount(country: "TV"), await portal.NewAccount(country: "TV"));
        await portal.Portal.Db.Execute("UPDATE identity.accounts SET created_at = '2020-01-01' WHERE id = @Id", new { older.Id });

        (await Names(staff, "?country=TV&sort=createdAt")).ShouldBe([older.Name, newer.Name]);
        (await Names(staff, "?country=TV&sort=-createdAt&size=1&page=2")).ShouldBe([older.Name]);
        var csv = await staff.Get("/api/accounts/export?format=csv&country=TV&sort=createdAt", ("Accept-Language", "pt-BR"));
        csv.Headers["Content-Disposition"].ShouldContain("contas.csv");
        csv.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(3);
        (await staff.Get("/api/accounts/export?format=xlsx")).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("?kind=vip", "kind")]
    [InlineData("?country=Chile", "country")]
    [InlineData("?status=lost", "status")]
    [InlineData("?sort=tax", "sort")]
    public async Task Nonsense_is_refused_with_its_field(string query, string field) =>
        (await (await portal.NewStaff()).Get("/api/accounts" + query)).ShouldBeRefused(400, "request.invalid", field);

    [Fact]
    public async Task A_resellers_administrator_sees_no_list_of_accounts()
    {
        var boss = await (await (await portal.NewAccount()).NewAdministrator()).SignIn();
        (await boss.Get("/api/accounts")).ShouldBeRefused(403, "request.privilege_missing");
    }

    [Fact]
    public async Task The_page_keeps_its_filters_and_says_when_nothing_fits()
    {
        var account = await portal.NewAccount();
        using var browser = new Browser(portal.Portal, await portal.NewStaff());
        var page = await browser.Open($"/accounts?q={account.Id:N}");
        page.Status.ShouldBe(200);
        page.Html.ShouldContain($"/accounts/{account.Id}");
        (await browser.Open("/accounts?q=no-such-thing")).Text.ShouldContain("No account fits");
        (await browser.Open($"/accounts/{Guid.NewGuid()}")).Status.ShouldBe(404);
    }

    private static async Task<string?[]> Names(Api staff, string query)
    {
        var found = await staff.Get("/api/accounts" + query);
        found.Status.ShouldBe(200, found.Text);
        return [.. found["items"].EnumerateArray().Select(a => a.GetProperty("name").GetString())];
    }
}
