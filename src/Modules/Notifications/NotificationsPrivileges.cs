using Modular.BuildingBlocks.Modules;

namespace Modular.Notifications;

internal static class NotificationsPrivileges
{
    public const string Manage = "notifications.manage";
    public const string ManageWebhooks = "webhooks.manage";

    public static readonly IReadOnlyList<Privilege> All = [new(Manage, StaffOnly: true), new(ManageWebhooks)];
}
