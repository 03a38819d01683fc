using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using Modular.IntegrationTests.Baskets;
using Modular.IntegrationTests.BuildingBlocks;

namespace Modular.IntegrationTests.Identity;

public sealed class SecondFactorTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task Once_confirmed_signing_in_takes_a_code_and_each_code_once()
    {
        var user = await (await portal.NewAccount()).NewUser();
        var (key, codes) = await TurnOn(await user.SignIn());
        codes.Length.ShouldBe(10);

        (await SignIn(user)).Code.ShouldBe("identity.second_factor_required");
        (await SignIn(user, "000000")).Code.ShouldBe("identity.second_factor_wrong");
        var code = CodeOf(key, 1);
        (await SignIn(user, code)).Status.ShouldBe(200);
        (await SignIn(user, code)).Code.ShouldBe("identity.second_factor_wrong", "a code is taken once");
        (await SignIn(user, codes[0].ToLowerInvariant())).Status.ShouldBe(200);
        (await SignIn(user, codes[0])).Code.ShouldBe("identity.second_factor_wrong", "a recovery code is taken once");
        (await portal.Portal.Audited("identity.second_factor_on", user)).ShouldBe(1);
        (await portal.Portal.Told(user, "second_factor_on")).ShouldBe(1);
    }

    [Fact]
    public async Task A_wrong_password_says_nothing_of_the_second_factor()
    {
        var user = await (await portal.NewAccount()).NewUser();
        await TurnOn(await user.SignIn());
        (await portal.Portal.TrySignIn(user.UserName, "Wrong-guess-1")).Code.ShouldBe("identity.wrong_credentials");
    }

    [Fact]
    public async Task Guessing_codes_locks_the_name()
    {
        var user = await (await portal.NewAccount()).NewUser();
        var (key, _) = await TurnOn(await user.SignIn());
        for (var i = 0; i < 5; i++) (await SignIn(user, "00000x")).Status.ShouldBe(401);
        (await SignIn(user, CodeOf(key, 1))).Code.ShouldBe("identity.locked");
    }

    [Fact]
    public async Task A_key_that_was_never_confirmed_asks_for_nothing()
    {
        var user = await (await portal.NewAccount()).NewUser();
        var api = await user.SignIn();
        (await api.Post("/api/me/second-factor")).Status.ShouldBe(200);
        var wrong = await api.Put("/api/me/second-factor", new { code = "00000x" });
        (wrong.Status, string.Join(',', wrong.Fields)).ShouldBe((400, "code"));
        (await SignIn(user)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task The_owner_removes_it_with_the_password()
    {
        var user = await (await portal.NewAccount()).NewUser();
        var api = await user.SignIn();
        await TurnOn(api);
        (await api.Post("/api/me/second-factor")).Code.ShouldBe("identity.second_factor_is_on");
        (await api.Post("/api/me/second-factor/removal", new { currentPassword = "Wrong-guess-1" })).Code.ShouldBe("identity.password_wrong");
        (await api.Post("/api/me/second-factor/removal", new { currentPassword = TestAccount.Password })).Status.ShouldBe(204);
        (await SignIn(user)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Where_the_account_requires_it_nothing_else_can_be_done_before_at_once()
    {
        var account = await portal.NewAccount();
        var administrator = await (await account.NewAdministrator()).SignIn();
        var user = await account.NewUser("baskets.edit");
        var api = await user.SignIn();
        (await api.Get("/api/baskets")).Status.ShouldBe(200);
        (await api.Put("/api/account/second-factor", new { required = true })).Code.ShouldBe("request.privilege_missing");
        await TurnOn(administrator);
        var manager = await (await account.NewUser("collaborators.manage")).SignIn();
        (await manager.Put("/api/account/second-factor", new { required = true })).Code.ShouldBe("identity.administrators_only");
        using (var page = new Browser(portal.Portal, manager))
        {
            var sent = await page.Send("/account/second-factor", [("__RequestVerificationToken", (await page.Open("/")).Token()), ("required", "true")]);
            sent.Location.ShouldBe("/company");
            (await page.Open("/")).Text.ShouldContain("Only an administrator of the account may do this.");
        }

        (await administrator.Put("/api/account/second-factor", new { required = true })).Status.ShouldBe(204);

        await Eventually.True(async () => (await api.Get("/api/baskets")).Code == "identity.second_factor_setup_required", "the open session to hear of it");
        using (var browser = new Browser(portal.Portal, api)) (await browser.Open("/baskets")).Location.ShouldBe("/me/second-factor");
        (await administrator.Get("/api/baskets")).Status.ShouldBe(200, "whoever has one goes on");

        await TurnOn(api);
        (await api.Get("/api/baskets")).Status.ShouldBe(200);
        (await api.Post("/api/me/second-factor/removal", new { currentPassword = TestAccount.Password })).Code.ShouldBe("identity.second_factor_needed");
    }

    [Fact]
    public async Task An_administrator_takes_it_from_a_member_who_has_lost_it()
    {
        var account = await portal.NewAccount();
        var user = await account.NewUser();
        await TurnOn(await user.SignIn());
        var path = $"/api/collaborators/{user.Id}/second-factor";
        (await (await (await (await portal.NewAccount()).NewAdministrator()).SignIn()).Delete(path)).Status.ShouldBe(404);
        (await (await (await account.NewUser("collaborators.manage")).SignIn()).Delete(path)).ShouldBeRefused(403, "identity.administrators_only");
        var guestAt = await portal.NewAccount();
        await guestAt.Join(user);
        (await (await (await guestAt.NewAdministrator()).SignIn()).Delete(path)).ShouldBeRefused(409, "identity.belongs_elsewhere");
        using var browser = new Browser(portal.Portal, await (await account.NewAdministrator()).SignIn());
        var page = await browser.Open($"/collaborators/{user.Id}");
        (await browser.Send($"/collaborators/{user.Id}/second-factor-reset", page.Form($"/collaborators/{user.Id}/second-factor-reset"))).Status.ShouldBe(302);
        (await SignIn(user)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task The_page_sets_it_up()
    {
        var user = await (await portal.NewAccount()).NewUser();
        using var browser = new Browser(portal.Portal, await user.SignIn());
        var begun = await browser.Submit(await browser.Open("/me/second-factor"), "begin");
        var key = begun.Fields("confirm")["Input.Key"];
        (await browser.Submit(begun, "confirm", ("Input.Code", "12"))).Text.ShouldContain(key);
        var done = await browser.Submit(begun, "confirm", ("Input.Code", CodeOf(key, 0)));
        done.Text.ShouldContain("recovery codes");
        (await SignIn(user)).Code.ShouldBe("identity.second_factor_required");
    }

    [Fact]
    public async Task Recovery_codes_are_renewed_with_the_password_and_the_old_ones_die_at_once()
    {
        var account = await portal.NewAccount();
        var administrator = await (await account.NewAdministrator()).SignIn();
        await TurnOn(administrator);
        var user = await account.NewUser();
        var api = await user.SignIn();
        (await Renew(api)).ShouldBeRefused(409, "identity.second_factor_is_off");
        var (_, old) = await TurnOn(api);
        (await administrator.Put("/api/account/second-factor", new { required = true })).Status.ShouldBe(204);
        (await SignIn(user, old[0])).Status.ShouldBe(200);
        (await api.Get("/api/me/second-factor"))["recoveryCodesLeft"].GetInt32().ShouldBe(9);

        (await Renew(api, "Wrong-guess-1")).ShouldBeRefused(400, "identity.password_wrong", "currentPassword");
        (await Renew(api, "")).Fields.ShouldBe(["currentPassword"]);
        (await SignIn(user, old[1])).Status.ShouldBe(200, "what was refused changed nothing");
        var renewed = await Renew(api);

        renewed.Status.ShouldBe(200, renewed.Text);
        string[] codes = [.. renewed["recoveryCodes"].EnumerateArray().Select(c => c.GetString()!)];
        codes.Intersect(old).ShouldBeEmpty();
        (await api.Get("/api/me/second-factor"))["recoveryCodesLeft"].GetInt32().ShouldBe(10);
        (await SignIn(user, old[2])).Code.ShouldBe("identity.second_factor_wrong");
        (await SignIn(user, codes[0])).Status.ShouldBe(200);
        (await portal.Portal.Audited("identity.recovery_codes_renewed", user)).ShouldBe(1);
        (await portal.Portal.Told(user, "recovery_codes_renewed")).ShouldBe(1);
    }

    [Fact]
    public async Task Of_renewals_at_once_one_set_of_codes_is_left()
    {
        var api = await (await (await portal.NewAccount()).NewUser()).SignIn();
        await TurnOn(api);

        var renewed = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Renew(api)));

        renewed.ShouldAllBe(answer => answer.Status == 200);
        (await api.Get("/api/me/second-factor"))["recoveryCodesLeft"].GetInt32().ShouldBe(10);
    }

    [Fact]
    public async Task The_page_renews_recovery_codes_and_tells_how_many_are_left()
    {
        var api = await (await (await portal.NewAccount()).NewUser()).SignIn();
        await TurnOn(api);
        using var browser = new Browser(portal.Portal, api);
        (await browser.Open("/me/second-factor")).Text.ShouldContain("Recovery codes left: 10");
        var asked = await browser.Open("/me/second-factor?renew=1");

        (await browser.Submit(asked, "renew", ("Renewal.CurrentPassword", "Wrong-guess-1"))).Status.ShouldBe(400);
        var done = await browser.Submit(asked, "renew", ("Renewal.CurrentPassword", TestAccount.Password));

        done.Text.ShouldContain("Your recovery codes are renewed");
        done.Html.Split("<li><code>").Length.ShouldBe(11);
    }

    private static Task<Answer> Renew(Api api, string password = TestAccount.Password) =>
        api.Post("/api/me/second-factor/recovery-codes", new { currentPassword = password });

    internal static async Task<(string Key, string[] Codes)> TurnOn(Api api)
    {
        var begun = await api.Post("/api/me/second-factor");
        begun.Status.ShouldBe(200, begun.Text);
        var key = begun["key"].GetString()!;
        begun["link"].GetString()!.ShouldContain("secret=" + key);
        var confirmed = await api.Put("/api/me/second-factor", new { code = CodeOf(key, 0) });
        confirmed.Status.ShouldBe(200, confirmed.Text);
        return (key, [.. confirmed["recoveryCodes"].EnumerateArray().Select(c => c.GetString()!)]);
    }

    private Task<Answer> SignIn(TestUser user, string? code = null) =>
        portal.Anonymous.Post("/api/session", new { user.UserName, TestAccount.Password, code });

    /// <summary>What an authenticator app would show so many steps from now.</summary>
    private static string CodeOf(string key, int ahead)
    {
        const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var bits = string.Concat(key.Select(c => Convert.ToString(Base32.IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        byte[] bytes = [.. bits.Chunk(8).Where(b => b.Length == 8).Select(b => Convert.ToByte(new string(b), 2))];
        var counter = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 30 + ahead);
#pragma warning disable CA5350 // What authenticator apps compute.
        var hash = HMACSHA1.HashData(bytes, counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(hash[^1] & 15)) & 0x7fffffff;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }
}
