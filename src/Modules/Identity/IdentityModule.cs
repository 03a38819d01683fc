using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Modular.BuildingBlocks.Audit;
using Modular.BuildingBlocks.Modules;
using Modular.BuildingBlocks.Ui;
using Modular.Identity.Features;
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
        services.AddScoped<IShellData, ShellData>().AddScoped<IResellers, Resellers>().AddScoped<IHistory, History>();
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
        services.AddSingleton(new MenuItem("identity.accounts", "/accounts", "building-warehouse", IdentityPrivileges.ViewAccounts, 905, "identity.menu"));
        services.AddSingleton<Behalf>().AddSingleton(AccountList.Shape);
        services.AddSingleton<Tools>().AddSingleton<AccessRequests>().AddSingleton(AccessRequestList.Shape);
        services.AddSingleton(new MenuItem("identity.access_requests", "/access-requests", "key", IdentityPrivileges.ManageCollaborators, 902, "identity.menu"));
        services.AddSingleton(new MenuItem("identity.my_access", "/access", "key", MenuItem.SignedIn, 21, MenuItem.UserMenu));
        services.AddSingleton(CollaboratorList.Shape);
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
        ActForAccount.Map(session);
        StopActing.Map(session);
        SessionForms.Map(app);
        var accounts = app.MapGroup("/api/accounts");
        ListAccounts.Map(accounts);
        SeeAccount.Map(accounts);
        ExportAccounts.Map(app);

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
        SeeTools.Map(me);
        var requests = app.MapGroup("/api/access-requests");
        AskForTool.Map(requests);
        ListAccessRequests.Map(requests);
        SeeAccessRequest.Map(requests);
        DecideAccess.Map(requests);
        WithdrawAccess.Map(requests);
        WithdrawAccess.MapForms(app);
        ExportAccessRequests.Map(app);
        var invitations = app.MapGroup("/api/invitations");
        ListInvitations.Map(invitations);
        InviteUser.Map(invitations);
        ResendInvitation.Map(invitations);
        WithdrawInvitation.Map(invitations);
        AcceptInvitation.Map(invitations);
        InvitationForms.Map(app);
        var applications = app.MapGroup("/api/reseller-applications");
        ApplyAsReseller.Map(applications);
        ListApplications.Map(applications);
        DecideApplication.Map(applications);
    }
}
