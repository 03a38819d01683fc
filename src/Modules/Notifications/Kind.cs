namespace Modular.Notifications;

/// <summary>What a notification is about, as users choose it; the texts are <c>notifications.kind.NAME</c>.</summary>
/// <param name="EmailIsRequired">Without its e-mail a user could not get in, or would not learn that somebody else did.</param>
/// <param name="InPortal">Whether the bell rings for it.</param>
internal sealed record Kind(string Name, bool EmailIsRequired = false, bool InPortal = true)
{
    public static readonly Kind OrderConfirmation = new("order_confirmation");
    public static readonly Kind AccessRequest = new("access_request");
    public static readonly Kind AccessGranted = new("access_granted");
    public static readonly Kind Security = new("security", EmailIsRequired: true);
    public static readonly Kind PasswordReset = new("password_reset", EmailIsRequired: true, InPortal: false);
    public static readonly Kind Invitation = new("invitation", EmailIsRequired: true, InPortal: false);
    public static readonly Kind Application = new("application", EmailIsRequired: true, InPortal: false);
    public static readonly Kind Digest = new("digest", InPortal: false);

    /// <summary>What a user finds among the preferences.</summary>
    public static readonly IReadOnlyList<Kind> Chosen = [OrderConfirmation, AccessRequest, AccessGranted, Security, PasswordReset, Invitation];

    public static readonly IReadOnlyList<Kind> All = [.. Chosen, Application, Digest];
}

/// <summary>When the e-mail of a kind goes out.</summary>
internal static class EmailChoice
{
    public const string Immediately = "immediately", Daily = "daily", Off = "off";

    public static readonly IReadOnlyList<string> All = [Immediately, Daily, Off];
}
