using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Modules;
using Modular.BuildingBlocks.Ui;
using Modular.Integration.Identity;
using Modular.Notifications.Features;
using Modular.Notifications.Features.Webhooks;
using Modular.Notifications.Sending;
using Modular.Notifications.Webhooks;
using Modular.Notifications.Writing;

namespace Modular.Notifications;

/// <summary>What people are told of: by e-mail, and by the bell in the portal, as each of them chose.</summary>
public sealed class NotificationsModule : Module
{
    public override string Name => "notifications";

    public override IReadOnlyList<Privilege> Privileges => NotificationsPrivileges.All;

    public override IReadOnlyList<Feature> Features => [new("webhooks") { Privileges = [NotificationsPrivileges.ManageWebhooks] }];

    public override void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<NotificationsOptions>().Bind(configuration.GetSection("Notifications")).ValidateDataAnnotations().ValidateOnStart();
        services.AddScoped<Letters>();
        services.AddSingleton<Preferences>().AddSingleton<MailWriter>().AddSingleton<MessageQueue>().AddSingleton<MailFolder>().AddSingleton<SmtpPost>();
        services.AddSingleton<IPost>(provider => provider.GetRequiredService<IOptions<NotificationsOptions>>().Value.Smtp.Host is null
            ? provider.GetRequiredService<MailFolder>()
            : provider.GetRequiredService<SmtpPost>());
        services.AddHostedService<Sender>();
        services.AddSingleton<HookTargets>().AddHostedService<HookSender>();
        services.AddScoped<Inbox>().AddSingleton<UnreadCounts>();
        foreach (var retention in NotificationsRetention.All) services.AddSingleton(retention);
        services.AddScoped<IPersonalData, PersonalData>();
        services.AddSingleton(MessageList.Shape).AddSingleton(DeliveryList.Shape);
        services.AddSingleton(new HeaderPart(typeof(Bell), 10));
        services.AddSingleton(new MenuItem("notifications.title", "/notifications", "bell", MenuItem.SignedIn, 10, MenuItem.Command));
        services.AddSingleton(new MenuItem("notifications.preferences", "/me/notifications", "bell", MenuItem.SignedIn, 30, MenuItem.UserMenu));
        services.AddSingleton(new MenuItem("notifications.messages", "/notifications/messages", "mail", NotificationsPrivileges.Manage, 90, "notifications.menu"));
        services.AddSingleton(new MenuItem("notifications.webhooks", "/webhooks", "link", NotificationsPrivileges.ManageWebhooks, 91, "notifications.menu"));
    }

    public override void AddRoutes(IEndpointRouteBuilder app)
    {
        var notifications = app.MapGroup("/api/notifications");
        ListNotifications.Map(notifications);
        ReadNotification.Map(notifications);
        ReadAll.Map(notifications);
        var messages = notifications.MapGroup("messages");
        ListMessages.Map(messages);
        ResendMessage.Map(messages);
        ExportMessages.Map(app);
        var preferences = app.MapGroup("/api/me/notification-preferences");
        SeePreferences.Map(preferences);
        SavePreferences.Map(preferences);
        NotificationForms.Map(app);
        SeeMail.MapHtml(app);
        var hooks = app.MapGroup("").WithFeature("webhooks");
        var webhooks = hooks.MapGroup("/api/webhooks");
        ListWebhooks.Map(webhooks);
        AddWebhook.Map(webhooks);
        SeeWebhook.Map(webhooks);
        ChangeWebhook.Map(webhooks);
        RenewWebhookSecret.Map(webhooks);
        RemoveWebhook.Map(webhooks);
        TestWebhook.Map(webhooks);
        ListDeliveries.Map(webhooks);
        ReplayDelivery.Map(webhooks);
        ExportDeliveries.Map(hooks);
        WebhookForms.Map(hooks);
    }
}
