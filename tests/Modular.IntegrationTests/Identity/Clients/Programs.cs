using System.Net.Http.Headers;
using System.Text;

namespace Modular.IntegrationTests.Identity.Clients;

/// <summary>What tests of API clients ask for.</summary>
internal static class Programs
{
    /// <summary>A program of the account with its one secret.</summary>
    public sealed record Program(Guid Id, string ClientId, Guid SecretId, string Secret);

    public static async Task<Program> NewProgram(this Api administrator, params string[] scopes)
    {
        var added = await administrator.Post("/api/api-clients", new { name = "ERP", scopes });
        added.Status.ShouldBe(201, added.Text);
        return Of(added);
    }

    public static Program Of(Answer answer) =>
        new(answer.Id, answer["clientId"].GetString()!, answer["secretId"].GetGuid(), answer["secret"].GetString()!);

    public static Task<Answer> Rotate(this Api administrator, Program program, int? overlapHours = null) =>
        administrator.Post($"/api/api-clients/{program.Id}/secrets", new { overlapHours });

    /// <summary>With the credentials in the form.</summary>
    public static Task<Answer> AskToken(this TestPortal portal, string clientId, string secret, string? scope = null, string grant = "client_credentials") =>
        portal.Send(Form(("grant_type", grant), ("client_id", clientId), ("client_secret", secret), ("scope", scope)));

    public static Task<Answer> AskToken(this TestPortal portal, Program program, string? scope = null) =>
        portal.AskToken(program.ClientId, program.Secret, scope);

    /// <summary>With the credentials in the header.</summary>
    public static Task<Answer> AskBasic(this TestPortal portal, string clientId, string secret, params (string Name, string? Value)[] fields) =>
        portal.Send(Form([("grant_type", "client_credentials"), .. fields]), new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(clientId)}:{Uri.EscapeDataString(secret)}"))));

    public static async Task<Answer> Send(this TestPortal portal, HttpContent form, AuthenticationHeaderValue? credentials = null)
    {
        var api = portal.NewApi();
        api.Http.DefaultRequestHeaders.Authorization = credentials;
        return await api.Send(HttpMethod.Post, "/oauth2/token", form);
    }

    public static HttpContent Form(params (string Name, string? Value)[] fields) =>
        new FormUrlEncodedContent(fields.Where(f => f.Value is not null).Select(f => KeyValuePair.Create(f.Name, f.Value!)));

    /// <summary>The program with its token in hand.</summary>
    public static async Task<Api> Enter(this TestPortal portal, Program program, string? scope = null)
    {
        var answer = await portal.AskToken(program, scope);
        answer.Status.ShouldBe(200, answer.Text);
        return portal.NewApi(answer["access_token"].GetString());
    }

    public static void ShouldBeRefusedToken(this Answer answer, int status, string error)
    {
        (answer.Status, answer["error"].GetString()).ShouldBe((status, error), answer.Text);
        answer.Headers["Cache-Control"].ShouldBe("no-store");
        answer["error_description"].GetString()!.ShouldAllBe(c => c >= ' ' && c <= '~' && c != '"' && c != '\\');
    }
}
