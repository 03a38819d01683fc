namespace Modular.Identity;

/// <summary>What a session may have to do before anything else.</summary>
internal static class Steps
{
    public static readonly PendingStep
        Password = new("identity.password_change_required", "/me/password"),
        SecondFactor = new("identity.second_factor_setup_required", "/me/second-factor");
}
