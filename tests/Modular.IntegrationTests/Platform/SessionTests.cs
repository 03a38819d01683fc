using Modular.IntegrationTests.BuildingBlocks;

namespace Modular.IntegrationTests.Platform;

/// <summary>A token is worth something only as long as its session and its member are.</summary>
public sealed class SessionTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Theory]
    [InlineData("Bearer rubbish")]
    [InlineData("Bearer ")]
    [InlineData("Basic YW5hOkRlbW8tMTIzNA==")]
    public async Task A_token_that_was_never_given_is_401(string authorization)
    {
        var answer = await portal.Anonymous.Get("/api/session", ("Authorization", authorization));
        answer.Status.ShouldBe(401, answer.Text);
        answer.Code.ShouldBeOneOf("identity.session_ended", "request.sign_in_first");
        answer.Headers["WWW-Authenticate"].ShouldBe("Bearer");
    }

    [Fact]
    public async Task A_token_that_has_expired_is_401()
    {
        var user = await (await portal.NewAccount()).NewUser();
        var api = await user.SignIn();
        (await api.Get("/api/session")).Status.ShouldBe(200);

        await portal.Portal.Db.Execute("UPDATE identity.sessions SET expires_at = now() - interval '1 second' WHERE user_id = @Id", new { user.Id });

        await Eventually.True(async () => (await api.Get("/api/session")).Code == "identity.session_ended", "the session to end");
    }

    [Fact]
    public async Task A_removed_members_token_is_401()
    {
        var user = await (await portal.NewAccount()).NewUser();
        var api = await user.SignIn();

        await portal.Portal.Db.Execute("DELETE FROM identity.memberships WHERE user_id = @Id", new { user.Id });

        await Eventually.True(async () => (await api.Get("/api/session")).Status == 401, "the member to be forgotten");
    }

    [Fact]
    public async Task After_signing_out_the_token_is_401()
    {
        var api = await (await (await portal.NewAccount()).NewUser()).SignIn();
        (await api.Delete("/api/session")).Status.ShouldBe(204);
        (await api.Get("/api/session")).Status.ShouldBe(401);
    }

    [Fact]
    public async Task The_cookie_of_the_pages_opens_nothing_in_the_API()
    {
        var user = await (await portal.NewAccount()).NewUser();
        var api = await user.SignIn();
        var token = api.Http.DefaultRequestHeaders.Authorization!.Parameter;
        (await portal.Anonymous.Get("/api/session", ("Cookie", "modular_session=" + token))).Status.ShouldBe(401);
    }
}
