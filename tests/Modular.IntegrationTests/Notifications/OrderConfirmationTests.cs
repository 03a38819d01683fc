using Modular.IntegrationTests.BuildingBlocks;
using Modular.IntegrationTests.Ordering;

namespace Modular.IntegrationTests.Notifications;

public sealed class OrderConfirmationTests(MailFixture mail) : IClassFixture<MailFixture>
{
    [Theory]
    [InlineData("en", "US", "Order {0} confirmed", "Hello ", "USD 2,500.00")]
    [InlineData("es", "CL", "Pedido {0} confirmado", "Recibimos su pedido", "USD 2.500,00")]
    [InlineData("pt-BR", "BR", "Pedido {0} confirmado", "Recebemos seu pedido", "USD 2.500,00")]
    public async Task An_order_makes_one_confirmation_in_the_buyers_language(string language, string country, string subject, string words, string total)
    {
        var reader = await mail.Portal.NewReader(language, country, Shop.Buyer);
        var buyer = await reader.SignIn();
        var sku = await mail.Portal.NewProduct(1250m);
        var order = await buyer.Placed(await buyer.NewBasket((sku, 2)), Shop.Body("PO <7> & co"));

        var received = (await mail.Smtp.To(reader.Email())).ShouldHaveSingleItem();

        received.Subject.ShouldBe(string.Format(System.Globalization.CultureInfo.InvariantCulture, subject, order.Number()));
        received.Text.ShouldContain(words);
        received.Text.ShouldContain(total);
        received.Text.ShouldContain("https://portal.example/orders/" + order.Number());
        received.Text.ShouldContain("PO <7> & co");
        received.Html.ShouldContain($"<html lang=\"{language}\">");
        received.Html.ShouldContain("PO &lt;7&gt; &amp; co");
        received.Html.ShouldContain($"href=\"https://portal.example/orders/{order.Number()}\"");
        await Eventually.True(async () => (await mail.Portal.Messages(reader)) is [{ Status: "sent" }], "one message, sent");
        received.MessageId.ShouldStartWith("<" + (await mail.Portal.Messages(reader))[0].Id.ToString("N"));
    }

    [Fact]
    public async Task An_event_that_is_delivered_again_makes_no_second_e_mail()
    {
        var reader = await mail.Portal.NewReader(privileges: Shop.Buyer);
        var buyer = await reader.SignIn();
        await buyer.Placed(await buyer.NewBasket((await mail.Portal.NewProduct(), 1)));
        await mail.Smtp.To(reader.Email());

        // As after a crash between the consumers' commit and the outbox's mark, even with the inbox forgotten.
        await mail.Portal.Db.Execute("DELETE FROM platform.inbox WHERE consumer LIKE '%OrderLetters'");
        await mail.Portal.Db.Execute("UPDATE platform.outbox SET delivered_at = NULL WHERE type = 'ordering.OrderPlaced'");
        await Eventually.True(
            async () => await mail.Portal.Db.One<int>("SELECT count(*)::int FROM platform.outbox WHERE delivered_at IS NULL") == 0, "delivered again");
        await Task.Delay(TimeSpan.FromSeconds(2.5));

        mail.Smtp.Mails.Count(m => m.To == reader.Email()).ShouldBe(1);
        (await mail.Portal.Messages(reader)).Count.ShouldBe(1);
    }
}
