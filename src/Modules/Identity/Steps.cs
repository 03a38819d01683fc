namespace Modular.Identity;

/// <summary>What a session may have to do before anything else.</summary>
internal static class Steps
{
    public static readonly PendingStep
        Password = new("identity.password_change_required", "/me/password"),
        BehalfEnded = new("identity.behalf_ended", "/behalf-ended"),
        SecondFactor = new("identity.second_factor_setup_required", "/me/second-factor");
}
