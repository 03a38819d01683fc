namespace Modular.IntegrationTests.Platform;

public sealed class HealthTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task The_process_says_that_it_lives() =>
        (await portal.Anonymous.Get("/health/live"))["status"].GetString().ShouldBe("live");

    [Fact]
    public async Task A_migrated_portal_is_ready() =>
        (await portal.Anonymous.Get("/health/ready"))["status"].GetString().ShouldBe("ready");

    [Fact]
    public async Task A_member_signs_in_and_sees_the_session()
    {
        var account = await portal.NewAccount();
        var user = await account.NewUser("collaborators.manage");

        var session = await (await user.SignIn()).Get("/api/session");

        session.Status.ShouldBe(200, session.Text);
        session["user"].GetProperty("userName").GetString().ShouldBe(user.UserName);
        session["account"].GetProperty("id").GetGuid().ShouldBe(account.Id);
        session["privileges"].EnumerateArray().Select(p => p.GetString()).ShouldBe(["collaborators.manage"]);
    }
}
