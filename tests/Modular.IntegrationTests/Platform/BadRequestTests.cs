namespace Modular.IntegrationTests.Platform;

/// <summary>What cannot be read is refused by name, never with a stack trace.</summary>
public sealed class BadRequestTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Theory]
    [InlineData("{\"userName\":\"ana\",\"passw", "request.malformed_json")]
    [InlineData("{\"userName\":\"ana\" \"password\":1}", "request.malformed_json")]
    [InlineData("", "request.malformed")]
    [InlineData("null", "request.malformed")]
    public async Task JSON_that_is_cut_short_is_400(string body, string code)
    {
        var answer = await portal.Anonymous.Post("/api/session", Api.Text(body));
        (answer.Status, answer.Code).ShouldBe((400, code), answer.Text);
    }

    [Fact]
    public async Task A_value_of_the_wrong_type_is_400_and_names_its_field()
    {
        var answer = await portal.Anonymous.Post("/api/session", Api.Text("""{"userName":5,"password":"x"}"""));
        (answer.Status, answer.Code).ShouldBe((400, "request.value_unreadable"), answer.Text);
        answer.Fields.ShouldBe(["userName"]);
    }

    [Fact]
    public async Task JSON_nested_a_thousand_deep_is_400()
    {
        var answer = await portal.Anonymous.Post("/api/session", Api.Text(string.Concat(Enumerable.Repeat("{\"userName\":", 1000))));
        answer.Status.ShouldBe(400, answer.Text);
    }

    [Theory]
    [InlineData("{\"userName\":\"a\\u0000b\",\"password\":\"x\"}")]
    [InlineData("{\"userName\":\"\\ud800\",\"password\":\"x\"}")]
    public async Task Characters_that_no_database_keeps_are_400(string body) =>
        (await portal.Anonymous.Post("/api/session", Api.Text(body))).Status.ShouldBe(400);

    [Fact]
    public async Task Bytes_that_are_not_UTF_8_are_400()
    {
        var body = new ByteArrayContent([.. "{\"userName\":\""u8, 0xFF, 0xFE, .. "\",\"password\":\"x\"}"u8]);
        body.Headers.ContentType = new("application/json");
        (await portal.Anonymous.Post("/api/session", body)).Status.ShouldBe(400);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task Another_media_type_is_415(string mediaType)
    {
        var answer = await portal.Anonymous.Post("/api/session", Api.Text("userName=ana", mediaType));
        (answer.Status, answer.Code).ShouldBe((415, "request.media_type"), answer.Text);
    }

    [Theory]
    [InlineData("/api/nope")]
    [InlineData("/api/session/nope")]
    [InlineData("/api/baskets/not-a-guid")]
    public async Task An_unknown_address_of_the_API_is_404(string path)
    {
        var answer = await portal.Anonymous.Get(path);
        (answer.Status, answer.Code).ShouldBe((404, "request.no_such_endpoint"), answer.Text);
    }

    [Fact]
    public async Task Another_method_is_405_and_tells_which_are_allowed()
    {
        var answer = await portal.Anonymous.Patch("/api/session", new { });
        (answer.Status, answer.Code).ShouldBe((405, "request.method_not_allowed"), answer.Text);
        answer.Headers["Allow"].ShouldContain("POST");
    }

    [Fact]
    public async Task A_query_value_of_the_wrong_type_is_400_and_names_it()
    {
        var buyer = await (await (await portal.NewAccount()).NewUser("baskets.edit")).SignIn();
        var answer = await buyer.Get("/api/baskets?page=two");
        (answer.Status, answer.Code).ShouldBe((400, "request.value_unreadable"), answer.Text);
        answer.Fields.ShouldBe(["page"]);
    }

    [Fact]
    public async Task A_page_that_cannot_read_what_is_sent_is_400_in_words()
    {
        using var browser = new Browser(portal.Portal, await (await (await portal.NewAccount()).NewAdministrator()).SignIn());
        var token = (await browser.Open("/")).Token();
        foreach (var page in new[]
        {
            await browser.Send("/session/account", [("__RequestVerificationToken", token)]),
            await browser.Send("/session/account", [("__RequestVerificationToken", token), ("accountId", "none")]),
            await browser.Open($"/baskets/{Guid.NewGuid()}/presence"),
        })
        {
            page.Status.ShouldBe(400, page.Path);
            page.Text.ShouldContain("That did not work", Case.Sensitive, page.Path);
        }
    }

    [Fact]
    public async Task A_refusal_has_every_member_of_problem_details()
    {
        var answer = await portal.Anonymous.Post("/api/session", new { userName = "", password = "" });

        answer.Status.ShouldBe(400);
        answer.Headers["Content-Type"].ShouldBe("application/problem+json");
        answer["type"].GetString().ShouldBe("urn:modular:problem:request.invalid");
        answer["title"].GetString().ShouldNotBeNullOrEmpty();
        answer["status"].GetInt32().ShouldBe(400);
        answer["detail"].GetString().ShouldNotBeNullOrEmpty();
        answer.Fields.ShouldBe(["userName", "password"]);
        answer["traceId"].GetString()!.ShouldMatch("^[0-9a-f]{32}$");
    }
}
