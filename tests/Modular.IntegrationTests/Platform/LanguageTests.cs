using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Modular.BuildingBlocks.Ui;

namespace Modular.IntegrationTests.Platform;

/// <summary>A refusal speaks the caller's language.</summary>
public sealed class LanguageTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Theory]
    [InlineData("en", "en")]
    [InlineData("es", "es")]
    [InlineData("pt", "pt-BR")]
    [InlineData("pt-PT,pt;q=0.9", "pt-BR")]
    [InlineData("es-CL;q=0.8, de;q=0.9", "es")]
    [InlineData("en;q=0.1, pt-BR;q=0.2", "pt-BR")]
    [InlineData("fr", "en")]
    [InlineData("*", "en")]
    [InlineData(";;;,q=x", "en")]
    public async Task Problem_details_follow_Accept_Language(string accepted, string language)
    {
        var answer = await portal.Anonymous.Get("/api/session", ("Accept-Language", accepted));

        answer["detail"].GetString().ShouldBe(Text(language, "request.sign_in_first"));
        answer["title"].GetString().ShouldBe(Text(language, "http.status_401"));
    }

    [Fact]
    public async Task What_a_validator_says_follows_Accept_Language_too()
    {
        var said = new HashSet<string>();
        foreach (var language in new[] { "en", "es", "pt" })
        {
            var answer = await portal.Anonymous.Post("/api/session", new { userName = "", password = "x" }, ("Accept-Language", language));
            said.Add(answer["errors"].GetProperty("userName")[0].GetString()!);
        }
        said.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData(400), InlineData(401), InlineData(403), InlineData(404), InlineData(405), InlineData(409), InlineData(412), InlineData(413),
     InlineData(415), InlineData(428), InlineData(500), InlineData(503)]
    public void Every_status_that_we_send_has_a_title(int status) =>
        portal.Portal.Services.GetRequiredService<Texts>().Find($"http.status_{status}").ShouldNotBeNull();

    private string Text(string language, string key)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            return portal.Portal.Services.GetRequiredService<Texts>().Find(key)!;
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
