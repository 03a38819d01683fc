using System.Text.RegularExpressions;

namespace Modular.IntegrationTests.Platform;

/// <summary>A faulty field gets one sentence, in the reader's language, that calls nothing by its name in code.</summary>
public sealed partial class FieldSentenceTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Theory]
    [InlineData("en", "This must not be empty.", "In this country the state is needed.")]
    [InlineData("es", "Este dato es obligatorio.", "En este país el estado es obligatorio.")]
    [InlineData("pt-BR", "Este dado é obrigatório.", "Neste país o estado é obrigatório.")]
    public async Task Each_field_of_a_refusal_has_one_sentence(string language, string required, string region)
    {
        var api = await (await (await portal.NewAccount()).NewAdministrator()).SignIn();

        var applied = await Said(portal.Anonymous, "/api/reseller-applications", new { email = "", country = "" }, language);
        var addressed = await Said(api, "/api/addresses", new { country = "BR" }, language);
        var saved = await Said(api, "/api/quick-pay-profiles", new { }, language);

        foreach (var field in new[] { "company", "country", "taxId", "businessActivity", "applicantName", "email" }) applied[field].ShouldBe(required, field);
        (addressed["line1"], saved["name"], saved["shipToAddressId"], saved["paymentMethodId"]).ShouldBe((required, required, required, required));
        addressed["region"].ShouldStartWith(region);
    }

    [Fact]
    public async Task The_summary_calls_each_field_as_its_label_does()
    {
        var api = await (await (await portal.NewAccount(country: "BR")).NewAdministrator()).SignIn();
        using var browser = new Browser(portal.Portal, api, "pt-BR");
        var form = await browser.Open("/addresses/new");
        form.Text.ShouldContain("Obrigatório em: Brasil, Estados Unidos, México.");

        var refused = await browser.Submit(form, "new-address", ("Form.Name", "Depósito"), ("Form.City", "Recife"), ("Form.PostalCode", "50000-000"));

        refused.Status.ShouldBe(400);
        refused.Text.ShouldContain("Estado ou região: Neste país o estado é obrigatório.");
        Quoted().IsMatch(refused.Text).ShouldBeFalse(refused.Text);
        Regex.Count(refused.Html, "href=\"#f-line1\"").ShouldBe(1);
    }

    [Fact]
    public async Task The_page_of_preferences_says_what_an_email_address_is()
    {
        using var browser = new Browser(portal.Portal, await (await (await portal.NewAccount()).NewUser()).SignIn(), "es");
        var page = await browser.Open("/me/notifications");

        var refused = await browser.Submit(page, "notification-preferences", ("email", "no"));

        refused.Status.ShouldBe(400);
        refused.Text.ShouldContain("Escriba una dirección de correo electrónico, como ana@empresa.com.");
        Quoted().IsMatch(refused.Text).ShouldBeFalse(refused.Text);
    }

    private static async Task<Dictionary<string, string>> Said(Api api, string path, object body, string language)
    {
        var refused = await api.Post(path, body, ("Accept-Language", language));
        refused.Status.ShouldBe(400, refused.Text);
        return refused["errors"].EnumerateObject().ToDictionary(e => e.Name, e => e.Value.EnumerateArray().ShouldHaveSingleItem().GetString()!);
    }

    [GeneratedRegex("'[A-Z][A-Za-z0-9 ]+'")]
    private static partial Regex Quoted();
}
