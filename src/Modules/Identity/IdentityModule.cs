using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Modular.BuildingBlocks.Modules;
using Modular.BuildingBlocks.Ui;
using Modular.Identity.Clients;
using Modular.Identity.Features;
using Modular.Identity.Features.Clients;
using Modular.Identity.Features.SingleSignOn;
using Modular.Identity.SingleSignOn;
using Modular.Integration.Identity;

namespace Modular.Identity;

/// <summary>Accounts, people, what they may do, and their sessions.</summary>
public sealed class IdentityModule : Module
{
    public override string Name => "identity";

    public override IReadOnlyList<Privilege> Privileges => IdentityPrivileges.All;

    public override void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<IdentityOptions>().Bind(configuration.GetSection("Identity")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<SessionCache>().AddSingleton<Sessions>().AddSingleton<SignInFailures>();
        services.AddSingleton<ICallerSource, SessionCallers>();
        services.AddSingleton<IAccountDirectory, AccountDirectory>();
        services.AddScoped<IShellData, ShellData>();
        services.AddHostedService<SessionChanges>();
        services.AddSingleton(AuditList.Shape);
        services.AddSingleton(new MenuItem("identity.audit", "/audit", "history", IdentityPrivileges.ViewAudit, 62, "identity.menu"));
        services.AddSingleton(Sessions.Retention).AddSingleton(SignInFailures.AttemptRetention).AddSingleton(PasswordResets.Retention);
        services.AddSingleton<PasswordStore>().AddSingleton<PresentPassword>().AddSingleton<SecondFactors>().AddScoped<Reach>();
        services.AddSingleton<LastSeen>().AddHostedService(provider => provider.GetRequiredService<LastSeen>());
        services.AddSingleton(new MenuItem("identity.profile", "/me", "user", MenuItem.SignedIn, 10, MenuItem.UserMenu));
        services.AddSingleton(new MenuItem("identity.password_title", "/me/password", "key", MenuItem.SignedIn, 11, MenuItem.UserMenu));
        services.AddSingleton(new MenuItem("identity.second_factor", "/me/second-factor", "shield-lock", MenuItem.SignedIn, 13, MenuItem.UserMenu));
        services.AddSingleton(new MenuItem("identity.sessions", "/me/sessions", "devices", MenuItem.SignedIn, 12, MenuItem.UserMenu));
        services.AddSingleton<GrantablePrivileges>().AddSingleton<Memberships>().AddSingleton<Newcomers>().AddSingleton<InvitationMail>().AddSingleton<NewReseller>();
        services.AddSingleton(new MenuItem("identity.collaborators", "/collaborators", "users", IdentityPrivileges.ManageCollaborators, 900, "identity.menu"));
        services.AddSingleton(new MenuItem("identity.company", "/company", "building", MenuItem.SignedIn, 20, MenuItem.UserMenu));
        services.AddSingleton(new MenuItem("identity.applications", "/applications", "building-store", IdentityPrivileges.ReviewApplications, 910, "identity.menu"));
        services.AddSingleton(CollaboratorList.Shape);
        services.AddSingleton<ApiClients>().AddSingleton<ClientTokens>().AddSingleton<TokenFailures>().AddSingleton(TokenFailures.Retention);
        services.AddSingleton(new MenuItem("identity.clients", "/api-clients", "key", IdentityPrivileges.ManageApiClients, 920, "identity.menu"));
        services.AddSingleton(ApiClientList.Shape);
        services.AddSingleton<IssuerTargets>().AddSingleton<OpenIdProviders>().AddSingleton<IdTokens>().AddSingleton<SignOnTickets>();
        services.AddSingleton<SignOnStore>().AddSingleton<SignOnSessions>().AddSingleton<LinkedPeople>();
        services.AddSingleton(new MenuItem("identity.sso.mine", "/company/single-sign-on", "login", IdentityPrivileges.ManageSingleSignOn, 930, "identity.menu"));
        services.AddSingleton(new MenuItem("identity.sso", "/single-sign-on", "certificate", IdentityPrivileges.DecideSingleSignOn, 940, "identity.menu"));
        services.AddSingleton(SignOnFilter.Shape);
        services.AddSingleton<IFirstData, FirstPeople>();
        services.AddSingleton<IDemoData, DemoPeople>();
    }

    public override void AddRoutes(IEndpointRouteBuilder app)
    {
        var session = app.MapGroup("/api/session");
        SignIn.Map(session);
        SeeSession.Map(session);
        SwitchAccount.Map(session);
        SignOut.Map(session);
        SessionForms.Map(app);

        var audit = app.MapGroup("/api/audit");
        ListAudit.Map(audit);
        VerifyAudit.Map(audit);
        var me = app.MapGroup("/api/me");
        SeeProfile.Map(me);
        ChangeProfile.Map(me);
        ChangePassword.Map(me);
        SeeSessions.Map(me);
        EndSessions.Map(me);
        EndSessions.MapForms(app);
        AskForPassword.Map(app);
        UnlockUser.Map(app);
        SeeSignIns.Map(app);
        SeeSecondFactor.Map(me);
        SetUpSecondFactor.Map(me);
        ConfirmSecondFactor.Map(me);
        RemoveSecondFactor.Map(me);
        RequireSecondFactor.Map(app);
        ResetSecondFactor.Map(app);
        var collaborators = app.MapGroup("/api/collaborators");
        ListCollaborators.Map(collaborators);
        SeeCollaborator.Map(collaborators);
        CreateCollaborator.Map(collaborators);
        ChangePrivileges.Map(collaborators);
        RemoveAccess.Map(collaborators);
        SetActive.Map(collaborators);
        DecideRequest.Map(collaborators);
        ResetPassword.Map(collaborators);
        ExportCollaborators.Map(app);
        PeopleForms.Map(app);
        AskToJoin.Map(app);
        var templates = app.MapGroup("/api/role-templates");
        ListRoleTemplates.Map(templates);
        AddRoleTemplate.Map(templates);
        RemoveRoleTemplate.Map(templates);
        SeeCompany.Map(app);
        var invitations = app.MapGroup("/api/invitations");
        ListInvitations.Map(invitations);
        InviteUser.Map(invitations);
        ResendInvitation.Map(invitations);
        WithdrawInvitation.Map(invitations);
        AcceptInvitation.Map(invitations);
        InvitationForms.Map(app);
        var clients = app.MapGroup("/api/api-clients");
        ListApiClients.Map(clients);
        AddApiClient.Map(clients);
        SeeApiClient.Map(clients);
        ChangeApiClient.Map(clients);
        RevokeApiClient.Map(clients);
        AddClientSecret.Map(clients);
        EndClientSecret.Map(clients);
        ExportApiClients.Map(app);
        ApiClientForms.Map(app);
        IssueToken.Map(app);
        SeeSingleSignOn.Map(app);
        RequestSingleSignOn.Map(app);
        WithdrawSingleSignOn.Map(app);
        var signOns = app.MapGroup("/api/single-sign-on/requests");
        ListSingleSignOns.Map(signOns);
        SeeSingleSignOnRequest.Map(signOns);
        DecideSingleSignOn.Map(signOns);
        ExportSingleSignOns.Map(app);
        SingleSignOnForms.Map(app);
        var applications = app.MapGroup("/api/reseller-applications");
        ApplyAsReseller.Map(applications);
        ListApplications.Map(applications);
        DecideApplication.Map(applications);
    }
}
