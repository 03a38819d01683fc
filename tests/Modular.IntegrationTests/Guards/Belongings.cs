using Modular.IntegrationTests.Baskets;
using Modular.IntegrationTests.Identity;
using Modular.IntegrationTests.Identity.Clients;
using Modular.IntegrationTests.Ordering;

namespace Modular.IntegrationTests.Guards;

/// <summary>One real thing for everything that an address can name, all of one account (or, where staff keeps them, of the distributor).</summary>
internal sealed class Belongings
{
    /// <summary>Names that mean the same to everybody, so that there is no stranger to them.</summary>
    public static readonly IReadOnlyDictionary<string, string> Global = new Dictionary<string, string>
    {
        ["products/{}"] = "the catalogue is public",
        ["error/{}"] = "a status, no thing",
        ["openapi/{}"] = "the API's description is public",
        ["mail/{}"] = "mails kept on a developer's own machine, switched off elsewhere",
        ["lists/{}"] = "the name of a kind of list; what is kept under it is the asker's own",
        ["me/lists/{}"] = "the name of a kind of list; what is kept under it is the asker's own",
    };

    private readonly TestPortal _portal;
    private string _state = "";

    private Belongings(TestPortal portal, TestAccount account, TestUser user) => (_portal, Account, User) = (portal, account, user);

    public TestAccount Account { get; }

    /// <summary>Administrator of the account.</summary>
    public TestUser User { get; }

    public Api Owner { get; private set; } = null!;

    /// <summary>By what <see cref="Endpoint.Things"/> calls it.</summary>
    public Dictionary<string, string> Things { get; } = [];

    public static async Task<Belongings> Of(TestPortal portal)
    {
        var account = await portal.NewAccount();
        var all = new Belongings(portal, account, await account.NewAdministrator());
        all.Owner = await all.User.SignIn();
        await all.Shop();
        await all.People();
        await all.Rows();
        await all.Settle();
        return all;
    }

    /// <summary>Everything that is stored about the account, so that a change by a stranger shows.</summary>
    public Task<IReadOnlyList<string>> State() => _portal.Db.Many<string>(_state, new { account = Account.Id });

    private void Name(object? thing, params string[] names)
    {
        foreach (var name in names) Things.Add(name, thing!.ToString()!);
    }

    private async Task Shop()
    {
        var sku = await _portal.NewProduct();
        var basket = await Owner.NewBasket("shared", (sku, 3));
        Name(basket, "baskets/{}");
        Name((await Owner.See(basket)).Lines()[0].GetProperty("id").GetGuid(), "baskets/{}/lines/{}");
        Name((await Owner.Placed(await Owner.NewBasket((sku, 1)))).Number(), "orders/{}");
        Name(await Made("/api/addresses", new { name = "Depot", line1 = "1 Main Street", city = "Miami", region = "FL", postalCode = "33101", country = "US", kinds = new[] { "shipTo", "billTo" } }), "addresses/{}");
    }

    private async Task People()
    {
        var colleague = await Account.NewUser();
        Name(colleague.Id, "collaborators/{}");
        var asked = await (await colleague.SignIn()).Post("/api/access-requests", new { tool = "ordering", reason = "I place the orders from now on" });
        Name(asked.Id, "access-requests/{}", "access/{}");
        Name(await Made("/api/invitations", new { name = "Nina", email = "nina@test.example", privileges = new[] { "orders.view" } }), "invitations/{}", "collaborators/invitations/{}");
        Name(await Made("/api/role-templates", new { name = "Buyer", privileges = new[] { "orders.view" } }), "role-templates/{}", "collaborators/roles/{}");
        var program = await Owner.NewProgram("orders.view");
        Name(program.Id, "api-clients/{}");
        Name(program.SecretId, "api-clients/{}/secrets/{}");
        Name(await _portal.Db.One<Guid>("SELECT id FROM identity.sessions WHERE user_id = @Id", new { User.Id }), "me/sessions/{}");
        var wish = new { issuer = "https://login.example.com", clientId = "c", clientSecret = "s", domains = new[] { $"d{Guid.NewGuid():N}.example" }, passwordsAllowed = true };
        (await Owner.Put("/api/single-sign-on", wish)).Status.ShouldBe(200);
        Name(Account.Id, "accounts/{}", "certifications/{}", "single-sign-on/{}", "single-sign-on/requests/{}");
        Name("GOLD", "accounts/{}/certifications/{}");
        Name("quick_pay", "features/{}");
    }

    /// <summary>What comes about only by other programs, or by staff.</summary>
    private async Task Rows()
    {
        Guid Id() => Guid.CreateVersion7();
        var (card, profile, hook, delivery, told, mail, application, document, import, order) = (Id(), Id(), Id(), Id(), Id(), Id(), Id(), Id(), Id(), Id());
        var list = "L" + Id().ToString("N")[16..].ToUpperInvariant();
        await _portal.Db.Execute(
            """
            INSERT INTO billing.payment_methods (id, account_id, kind, added_at) VALUES (@card, @account, 'terms', now());
            INSERT INTO ordering.quick_pay_profiles (id, account_id, name, ship_to_id, payment_type_id, ship_complete, changed_at)
              VALUES (@profile, @account, 'Depot', @shipTo, @card, false, now());
            INSERT INTO ordering.unconfirmed (order_id, account_id, user_id, basket_id, wish, asked_at) VALUES (@order, @account, @user, @basket, '{}', now());
            INSERT INTO notifications.webhooks (id, account_id, url, events, secret, created_at, created_by)
              VALUES (@hook, @account, 'https://erp.example.com/hook', '{order.placed}', 'x', now(), @user);
            INSERT INTO notifications.webhook_deliveries (id, webhook_id, account_id, event_id, type, body, status, next_attempt_at, written_at)
              VALUES (@delivery, @hook, @account, @delivery, 'order.placed', '{}', 'dead', now(), now());
            INSERT INTO notifications.inbox (id, event_id, user_id, account_id, kind, template, args, told_at)
              VALUES (@told, @told, @user, @account, 'access', 'access.approved', ARRAY['Account'], now());
            INSERT INTO notifications.messages (id, event_id, kind, template, account_id, user_id, email, name, language, subject, args, next_attempt_at, status, written_at)
              VALUES (@mail, @mail, 'access', 'access.approved', @account, @user, 'a@test.example', 'A', 'en', 'S', '{}', now(), 'dead', now());
            INSERT INTO identity.reseller_applications (id, reference, company, country, tax_id, business_activity, applicant_name, email, language, received_at)
              VALUES (@application, @list, 'Norte', 'BR', '1', 'Resale', 'Nina', 'n@test.example', 'en', now());
            INSERT INTO identity.application_documents (id, application_id, name, media_type, content) VALUES (@document, @application, 'a.pdf', 'application/pdf', '\x25');
            INSERT INTO catalog.imports (id, dry_run, started_at, ended_at, state) VALUES (@import, true, now(), now(), 'done');
            INSERT INTO catalog.price_lists (code, name, updated_at) VALUES (@list, 'List', now());
            """,
            new { card, profile, hook, delivery, told, mail, application, document, import, order, list, account = Account.Id, user = User.Id, basket = Guid.Parse(Things["baskets/{}"]), shipTo = Guid.Parse(Things["addresses/{}"]) });
        Name(card, "payment-methods/{}");
        Name(profile, "quick-pay/{}", "quick-pay-profiles/{}");
        Name(order, "orders/confirmation/{}", "orders/confirmations/{}");
        Name(hook, "webhooks/{}");
        Name(delivery, "webhooks/{}/deliveries/{}");
        Name(told, "notifications/{}");
        Name(mail, "notifications/messages/{}");
        Name(application, "applications/{}", "reseller-applications/{}");
        Name(document, "applications/{}/documents/{}", "reseller-applications/{}/documents/{}");
        Name(import, "catalog/imports/{}");
        Name(list, "catalog/price-lists/{}");
    }

    /// <summary>Waits until nothing of the making is under way any more.</summary>
    private async Task Settle()
    {
        // Mails and events are written later and by themselves.
        var tables = await _portal.Db.Many<string>(
            """
            SELECT c.table_schema || '.' || c.table_name FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
            WHERE c.column_name = 'account_id' AND t.table_type = 'BASE TABLE' AND c.table_schema || '.' || c.table_name NOT IN ('platform.outbox', 'notifications.messages')
            ORDER BY 1
            """);
        // When the owner was seen last is written later, too.
        const string row = "(to_jsonb(t) - 'last_seen_at')::text";
        string Digest(string table, string where) =>
            $"SELECT '{table} ' || coalesce(md5(string_agg({row}, ',' ORDER BY {row})), '') FROM {table} t WHERE {where}";
        _state = string.Join(" UNION ALL ", tables.Select(t => Digest(t, "account_id = @account")).Concat(
        [
            Digest("identity.accounts", "id = @account"), Digest("identity.users", "home_account_id = @account"),
            Digest("identity.api_client_secrets", "client_id IN (SELECT user_id FROM identity.api_clients WHERE account_id = @account)"),
            Digest("baskets.lines", "basket_id IN (SELECT id FROM baskets.baskets WHERE account_id = @account)"),
        ]));
        await BuildingBlocks.Eventually.True(
            async () => await _portal.Db.One<int>(
                "SELECT count(*)::int FROM platform.outbox WHERE account_id = @Id AND delivered_at IS NULL AND dead_at IS NULL", new { Account.Id }) == 0,
            "the account's events are delivered");
    }

    private async Task<Guid> Made(string path, object body)
    {
        var made = await Owner.Post(path, body);
        made.Status.ShouldBe(201, path + ": " + made.Text);
        return made.Id;
    }
}
