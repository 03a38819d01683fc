using System.Net;
using System.Text.RegularExpressions;

namespace Modular.IntegrationTests;

/// <summary>The pages as a browser without JavaScript sees them: cookies are kept, forms are sent as they were shown.</summary>
public sealed partial class Browser : IDisposable
{
    private readonly HttpClient _http;

    /// <param name="signedIn">Whose session the browser has; null: nobody's.</param>
    /// <param name="language">That the browser asks for.</param>
    public Browser(TestPortal portal, Api? signedIn, string language = "en")
    {
        var cookies = new CookieContainer();
        if (signedIn is not null)
            cookies.Add(portal.Address, new Cookie("modular_session", signedIn.Http.DefaultRequestHeaders.Authorization!.Parameter));
        _http = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = portal.Address };
        _http.DefaultRequestHeaders.Add("Accept-Language", language);
    }

    public async Task<Page> Open(string path)
    {
        using var response = await _http.GetAsync(path);
        return await Page.Of(response, path);
    }

    /// <summary>Sends the form of that name with what it shows, and what was typed into it.</summary>
    public async Task<Page> Submit(Page page, string form, params (string Name, string? Value)[] typed)
    {
        var fields = page.Fields(form);
        foreach (var (name, value) in typed)
        {
            fields.Remove(name);
            if (value is not null) fields[name] = value;
        }

        using var content = new FormUrlEncodedContent(fields);
        return await Post(page.Path, content);
    }

    /// <summary>Sends fields to an address, names as often as they occur.</summary>
    public async Task<Page> Send(string path, IEnumerable<(string Name, string Value)> fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        return await Post(path, content);
    }

    /// <summary>Sends a body as it is, for forms with files.</summary>
    public async Task<Page> Post(string path, HttpContent content)
    {
        using var response = await _http.PostAsync(path, content);
        return await Page.Of(response, path);
    }

    public void Dispose() => _http.Dispose();

    public sealed partial record Page(string Path, int Status, string Html, string? Location)
    {
        public static async Task<Page> Of(HttpResponseMessage response, string path) => new(
            path, (int)response.StatusCode, await response.Content.ReadAsStringAsync(),
            response.Headers.Location is { IsAbsoluteUri: true } location ? location.PathAndQuery : response.Headers.Location?.ToString());

        /// <summary>The page's words without its tags.</summary>
        public string Text => WebUtility.HtmlDecode(Spaces().Replace(Tags().Replace(Html, " "), " "));

        /// <summary>What makes a form of this session valid.</summary>
        public string Token() => Regex.Match(Html, "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value;

        /// <summary>What the form would send: hidden and filled inputs, ticked boxes, chosen options.</summary>
        public Dictionary<string, string> Fields(string form)
        {
            var body = Forms().Matches(Html).Select(m => m.Value).Single(f => f.Contains($"value=\"{form}\"", StringComparison.Ordinal));
            var fields = new Dictionary<string, string>();
            foreach (Match input in Inputs().Matches(body))
            {
                if (Attribute(input.Value, "name") is not { } name) continue;
                if (input.Value.Contains("type=\"checkbox\"", StringComparison.Ordinal) && !input.Value.Contains(" checked", StringComparison.Ordinal)) continue;
                fields[name] = Attribute(input.Value, "value") ?? "";
            }

            foreach (Match select in Selects().Matches(body))
            {
                var chosen = Options().Matches(select.Value).Select(o => o.Value).FirstOrDefault(o => o.Contains(" selected", StringComparison.Ordinal));
                fields[Attribute(select.Value, "name")!] = chosen is null ? "" : Attribute(chosen, "value") ?? "";
            }

            return fields;
        }

        /// <summary>What the first form that is posted to this address would send, boxes outside that belong to it included.</summary>
        public IReadOnlyList<(string Name, string Value)> Form(string action)
        {
            var body = Forms().Matches(Html).Select(m => m.Value)
                .First(f => Attribute(FormTags().Match(f).Value, "action") == action);
            var outside = Attribute(FormTags().Match(body).Value, "id") is { } id ? Inputs().Matches(Html).Where(i => Attribute(i.Value, "form") == id) : [];
            return
            [
                .. from input in Inputs().Matches(body).Concat(outside)
                   where !input.Value.Contains("type=\"checkbox\"", StringComparison.Ordinal) || input.Value.Contains(" checked", StringComparison.Ordinal)
                   let name = Attribute(input.Value, "name")
                   where name is not null
                   select (name, Attribute(input.Value, "value") ?? ""),
            ];
        }

        private static string? Attribute(string tag, string name) =>
            Regex.Match(tag, $"\\s{name}=\"([^\"]*)\"") is { Success: true } found ? WebUtility.HtmlDecode(found.Groups[1].Value) : null;

        [GeneratedRegex("<(script|style)[\\s\\S]*?</\\1>|<[^>]*>")]
        private static partial Regex Tags();

        [GeneratedRegex("\\s+")]
        private static partial Regex Spaces();

        [GeneratedRegex("<form[\\s\\S]*?</form>")]
        private static partial Regex Forms();

        [GeneratedRegex("<form[^>]*>")]
        private static partial Regex FormTags();

        [GeneratedRegex("<input[^>]*>")]
        private static partial Regex Inputs();

        [GeneratedRegex("<select[\\s\\S]*?</select>")]
        private static partial Regex Selects();

        [GeneratedRegex("<option[^>]*>")]
        private static partial Regex Options();
    }
}
