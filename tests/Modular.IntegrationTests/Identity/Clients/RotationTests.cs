using Modular.IntegrationTests.Baskets;

namespace Modular.IntegrationTests.Identity.Clients;

/// <summary>A secret is replaced without a moment in which none works.</summary>
public sealed class RotationTests : IAsyncLifetime
{
    private readonly AdvancedTime _time = new();
    private TestPortal _portal = null!;
    private TestAccount _account = null!;
    private Api _administrator = null!;

    public async Task InitializeAsync()
    {
        _portal = await TestPortal.Start(await TestPostgres.NewDatabase(), _time);
        _account = await _portal.NewAccount();
        _administrator = await (await _account.NewAdministrator()).SignIn();
    }

    public async Task DisposeAsync() => await _portal.DisposeAsync();

    [Fact]
    public async Task Both_secrets_work_for_a_day_and_then_the_new_one_alone()
    {
        var old = await _administrator.NewProgram("orders.view");
        var rotated = await _administrator.Rotate(old);
        rotated.Status.ShouldBe(201, rotated.Text);
        var fresh = Programs.Of(rotated);
        (await _portal.AskToken(old)).Status.ShouldBe(200);
        (await _portal.AskToken(fresh)).Status.ShouldBe(200);

        _time.By = TimeSpan.FromHours(23.5);
        var last = await _portal.AskToken(old);
        // No token outlives the secret that it was given for.
        last["expires_in"].GetInt32().ShouldBeInRange(1, 1800);
        var token = _portal.NewApi(last["access_token"].GetString());
        (await token.Get("/api/orders")).Status.ShouldBe(200);
        _time.By = TimeSpan.FromHours(24.1);

        (await _portal.AskToken(old)).ShouldBeRefusedToken(401, "invalid_client");
        (await token.Get("/api/orders")).Status.ShouldBe(401);
        (await _portal.AskToken(fresh)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Without_overlap_the_old_secret_and_its_tokens_end_at_once()
    {
        var old = await _administrator.NewProgram("orders.view");
        var token = await _portal.Enter(old);
        (await token.Get("/api/orders")).Status.ShouldBe(200);

        var fresh = Programs.Of(await _administrator.Rotate(old, 0));

        (await _portal.AskToken(old)).ShouldBeRefusedToken(401, "invalid_client");
        (await token.Get("/api/orders")).Status.ShouldBe(401);
        (await _portal.AskToken(fresh)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task One_secret_is_ended_at_once_and_the_other_works_on()
    {
        var old = await _administrator.NewProgram("orders.view");
        var fresh = Programs.Of(await _administrator.Rotate(old));
        var (olds, news) = (await _portal.Enter(old), await _portal.Enter(fresh));

        (await _administrator.Delete($"/api/api-clients/{old.Id}/secrets/{old.SecretId}")).Status.ShouldBe(204);

        (await olds.Get("/api/orders")).Status.ShouldBe(401);
        (await news.Get("/api/orders")).Status.ShouldBe(200);
        (await _administrator.Delete($"/api/api-clients/{old.Id}/secrets/{old.SecretId}")).ShouldBeRefused(404, "identity.secret_unknown");
        (await _account.Audited($"client/{old.Id}")).Select(a => a.Action).ShouldBe(
            ["identity.client_added", "identity.client_secret_added", "identity.client_secret_added", "identity.client_secret_ended"]);
    }

    [Fact]
    public async Task A_client_has_five_valid_secrets_at_most_and_a_refusal_changes_none()
    {
        var program = await _administrator.NewProgram("orders.view");
        for (var i = 0; i < 4; i++) (await _administrator.Rotate(program, 100)).Status.ShouldBe(201);

        var both = await Task.WhenAll(_administrator.Rotate(program, 1), _administrator.Rotate(program, 1));

        both.ShouldAllBe(b => b.Code == "identity.too_many_secrets");
        _time.By = TimeSpan.FromHours(11);
        (await _portal.AskToken(program)).Status.ShouldBe(200);
        (await _administrator.Rotate(program, 24 * 31)).ShouldBeRefused(400, "request.invalid", "overlapHours");
    }
}
