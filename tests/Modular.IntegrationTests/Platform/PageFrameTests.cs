namespace Modular.IntegrationTests.Platform;

/// <summary>What every page answers, whichever it is.</summary>
public sealed class PageFrameTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task An_unknown_page_is_404_with_a_page_that_says_so()
    {
        var answer = await portal.Anonymous.Get("/nope", ("Accept-Language", "es"));
        answer.Status.ShouldBe(404);
        answer.Headers["Content-Type"].ShouldStartWith("text/html");
        answer.Text.ShouldContain("<html lang=\"es\"");
    }

    [Fact]
    public async Task Pages_let_no_foreign_content_in()
    {
        var answer = await portal.Anonymous.Get("/nope");
        answer.Headers["Content-Security-Policy"].ShouldContain("default-src 'self'");
        answer.Headers["Content-Security-Policy"].ShouldContain("frame-ancestors 'none'");
        answer.Headers["X-Content-Type-Options"].ShouldBe("nosniff");
        answer.Headers.ContainsKey("Server").ShouldBeFalse();
    }

    [Fact]
    public async Task The_documentation_of_the_API_is_there() =>
        (await portal.Anonymous.Get("/docs/api/index.html")).Status.ShouldBe(200);

    [Theory]
    [InlineData("/css/portal.css")]
    [InlineData("/js/portal.js")]
    [InlineData("/lib/tabler.css")]
    [InlineData("/lib/htmx.min.js")]
    public async Task Assets_may_be_kept_for_good(string path)
    {
        var answer = await portal.Anonymous.Get(path);
        answer.Status.ShouldBe(200);
        answer.Headers["Cache-Control"].ShouldContain("max-age=31536000");
    }
}
