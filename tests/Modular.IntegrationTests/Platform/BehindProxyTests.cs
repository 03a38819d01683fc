namespace Modular.IntegrationTests.Platform;

/// <summary>Where a proxy ends HTTPS and says so, the portal is served over HTTPS all the same.</summary>
public sealed class BehindProxyTests
{
    [Fact]
    public async Task Every_cookie_is_the_hosts_own_and_secure_and_signing_in_works_with_them()
    {
        await using var own = await TestPortal.Start(await TestPostgres.NewDatabase(), "ForwardedHeaders_Enabled=true");
        var user = await (await own.NewAccount()).NewAdministrator();
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = own.Address };
        http.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        http.DefaultRequestHeaders.Host = "portal.example";

        using var opened = await http.GetAsync("/sign-in");
        opened.Headers.GetValues("Strict-Transport-Security").ShouldNotBeEmpty();
        var form = Cookie(opened, "__Host-modular_form");
        var fields = (await Browser.Page.Of(opened, "/sign-in")).Fields("sign-in");
        (fields["Input.UserName"], fields["Input.Password"]) = (user.UserName, TestAccount.Password);
        using var sent = new HttpRequestMessage(HttpMethod.Post, "/sign-in") { Content = new FormUrlEncodedContent(fields) };
        sent.Headers.Add("Cookie", form);
        using var signedIn = await http.SendAsync(sent);
        signedIn.StatusCode.ShouldBe(System.Net.HttpStatusCode.Found);
        var session = Cookie(signedIn, "__Host-modular_session");

        using var asked = new HttpRequestMessage(HttpMethod.Get, "/me");
        asked.Headers.Add("Cookie", session);
        using var mine = await http.SendAsync(asked);
        (await mine.Content.ReadAsStringAsync()).ShouldContain(user.UserName);
        // Without the prefix it is nobody's: another host under the same domain could have set it.
        using var forged = new HttpRequestMessage(HttpMethod.Get, "/me");
        forged.Headers.Add("Cookie", session.Replace("__Host-", "", StringComparison.Ordinal));
        using var refused = await http.SendAsync(forged);
        refused.Headers.Location!.ToString().ShouldStartWith("/sign-in");
    }

    /// <returns>As <c>name=value</c>.</returns>
    private static string Cookie(HttpResponseMessage response, string name)
    {
        var cookies = response.Headers.GetValues("Set-Cookie").ToArray();
        cookies.ShouldAllBe(c => c.StartsWith("__Host-", StringComparison.Ordinal) && c.Contains("; secure", StringComparison.OrdinalIgnoreCase)
            && c.Contains("; path=/", StringComparison.OrdinalIgnoreCase) && !c.Contains("domain=", StringComparison.OrdinalIgnoreCase));
        return cookies.Single(c => c.StartsWith(name + "=", StringComparison.Ordinal)).Split(';')[0];
    }
}
