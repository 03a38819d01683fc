using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Modular.IntegrationTests.Identity.SingleSignOn;

/// <summary>A real OpenID provider in a process of its own, on loopback; whoever signs in chooses what it says of them.</summary>
public sealed partial class OpenIdProvider : IAsyncDisposable
{
    public const string ClientId = "modular", ClientSecret = "modular-secret";

    private readonly Process _node;

    private OpenIdProvider(Process node, int port) => (_node, Port) = (node, port);

    public int Port { get; }

    public string Issuer => $"http://127.0.0.1:{Port}";

    /// <param name="claimsIn"><c>id-token</c>, or null: the e-mail is told to whoever asks with the access token.</param>
    public static async Task<OpenIdProvider> Start(TestPortal portal, int port = 0, string? claimsIn = null)
    {
        var node = Process.Start(new ProcessStartInfo(
            "node",
            [
                Path.Combine(Here(), "openid-provider.mjs"), port.ToString(CultureInfo.InvariantCulture),
                new Uri(portal.Address, "/sign-in/organisation/callback").AbsoluteUri, claimsIn ?? "",
            ])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        node.ErrorDataReceived += (_, _) => { };
        node.BeginErrorReadLine();
        while (await node.StandardOutput.ReadLineAsync() is { } line)
        {
            if (int.TryParse(line, CultureInfo.InvariantCulture, out var listening)) return new OpenIdProvider(node, listening);
        }

        throw new InvalidOperationException("The OpenID provider did not start; `npm ci` in the repository's root installs it.");
    }

    /// <summary>What somebody signs in as so that the provider says this of them.</summary>
    public static string Login(string email, bool verified = true, string? fault = null, string? name = null) =>
        $"{name ?? Guid.NewGuid().ToString("N")}~{email}~{(verified ? "true" : "false")}{(fault is null ? "" : "~" + fault)}";

    /// <summary>Signs in at the provider's own page, in a browser of its own.</summary>
    /// <returns>Where the provider sends the browser back.</returns>
    public static async Task<Uri> SignIn(Uri departure, string login)
    {
        using var http = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false });
        var (at, form) = (departure, (HttpContent?)null);
        for (var step = 0; step < 10; step++)
        {
            using var response = form is null ? await http.GetAsync(at) : await http.PostAsync(at, form);
            form = null;
            if (response.Headers.Location is { } location)
            {
                at = new Uri(at, location);
                if (at.AbsolutePath == "/sign-in/organisation/callback") return at;
                continue;
            }

            var page = await response.Content.ReadAsStringAsync();
            if (Action().Match(page) is not { Success: true } action) throw new InvalidOperationException($"The provider answers {(int)response.StatusCode}: {page}");
            at = new Uri(at, WebUtility.HtmlDecode(action.Groups[1].Value));
            form = new FormUrlEncodedContent(new Dictionary<string, string> { ["prompt"] = "login", ["login"] = login, ["password"] = "any" });
        }

        throw new InvalidOperationException("The provider never sends the browser back.");
    }

    public async ValueTask DisposeAsync()
    {
        _node.StandardInput.Close();
        await _node.WaitForExitAsync();
        _node.Dispose();
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    [GeneratedRegex("<form[^>]*action=\"([^\"]+)\"")]
    private static partial Regex Action();
}
