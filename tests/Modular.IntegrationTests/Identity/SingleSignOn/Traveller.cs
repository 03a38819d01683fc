using System.Net;
using System.Text.RegularExpressions;

namespace Modular.IntegrationTests.Identity.SingleSignOn;

/// <summary>A browser at the portal that goes to the provider and comes back; it keeps the portal's cookies.</summary>
internal sealed class Traveller : IDisposable
{
    private readonly CookieContainer _cookies = new();
    private readonly HttpClient _http;

    public Traveller(TestPortal portal)
    {
        _http = new HttpClient(new SocketsHttpHandler { CookieContainer = _cookies, AllowAutoRedirect = false }) { BaseAddress = portal.Address };
        _http.DefaultRequestHeaders.Add("Accept-Language", "en");
    }

    /// <summary>The token of the session that it has, or null.</summary>
    public string? Session => _cookies.GetAllCookies().FirstOrDefault(c => c.Name == "modular_session")?.Value;

    /// <summary>The cookie of the sign-in that is under way; set: put back after it was taken away.</summary>
    public string? Ticket
    {
        get => _cookies.GetAllCookies().FirstOrDefault(c => c.Name == "modular_organisation")?.Value;
        set => _cookies.Add(_http.BaseAddress!, new Cookie("modular_organisation", value));
    }

    public async Task<Browser.Page> Get(string path)
    {
        using var response = await _http.GetAsync(path);
        return await Browser.Page.Of(response, path);
    }

    public async Task<Browser.Page> Submit(Browser.Page page, string form, params (string Name, string Value)[] typed)
    {
        var fields = page.Fields(form);
        foreach (var (name, value) in typed) fields[name] = value;
        using var content = new FormUrlEncodedContent(fields);
        using var response = await _http.PostAsync(page.Path, content);
        return await Browser.Page.Of(response, page.Path);
    }

    /// <summary>Asks the portal for the organisation's sign-in.</summary>
    public Task<Browser.Page> Ask(string organisation, string? returnUrl = null) => AskAt(
        "/sign-in/organisation" + (returnUrl is null ? "" : "?returnUrl=" + Uri.EscapeDataString(returnUrl)), organisation);

    /// <returns>Where the provider is to be gone to.</returns>
    public async Task<Uri> Leave(string organisation, string? returnUrl = null)
    {
        var page = await Ask(organisation, returnUrl);
        page.Status.ShouldBe(200, page.Text);
        return new Uri(WebUtility.HtmlDecode(Regex.Match(page.Html, "href=\"(http://127[^\"]*code_challenge[^\"]*)\"").Groups[1].Value));
    }

    /// <summary>There and back.</summary>
    public async Task<Browser.Page> Travel(string organisation, string login, string? returnUrl = null) =>
        await Get((await OpenIdProvider.SignIn(await Leave(organisation, returnUrl), login)).PathAndQuery);

    public void Dispose() => _http.Dispose();

    private async Task<Browser.Page> AskAt(string path, string organisation) =>
        await Submit(await Get(path), "organisation", ("Input.Organisation", organisation));
}
