using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Modular.BuildingBlocks.Audit;
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

    public override IReadOnlyList<Feature> Features => [new("addresses") { Privileges = [IdentityPrivileges.ManageAddresses] }];

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
        services.AddSingleton<PasswordStore>().AddSingleton<PresentPassword>().AddSingleton<SecondFactors>().AddScoped<Reach>().AddSingleton<Erasure>().AddScoped<IPersonalData, PersonalData>();
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
        services.AddSingleton(CollaboratorList.Shape).AddSingleton(ApplicationFilter.Shape);
        services.AddSingleton<AddressBook>().AddSingleton<IAddressBook>(provider => provider.GetRequiredService<AddressBook>()).AddSingleton(AddressList.Shape);
        services.AddSingleton(
            new MenuItem("identity.addresses", "/addresses", "map-pin", IdentityPrivileges.PlaceOrders, 60, "identity.menu") { Or = IdentityPrivileges.ManageAddresses });
        services.AddSingleton<FeatureSwitches>().AddSingleton<IFeatureSwitches>(provider => provider.GetRequiredService<FeatureSwitches>()).AddHostedService<FeatureChanges>();
        services.AddSingleton(new MenuItem("identity.features", "/features", "adjustments-horizontal", IdentityPrivileges.ManageFeatures, 930, "identity.menu"));
        services.AddSingleton<ApiClients>().AddSingleton<ClientTokens>().AddSingleton<TokenFailures>().AddSingleton(TokenFailures.Retention);
        services.AddSingleton(new MenuItem("identity.clients", "/api-clients", "key", IdentityPrivileges.ManageApiClients, 920, "identity.menu"));
        services.AddSingleton(ApiClientList.Shape);
        services.AddSingleton<Certifications>();
        services.AddSingleton(new MenuItem("identity.certifications", "/certifications", "certificate", IdentityPrivileges.ManageCertifications, 920, "identity.menu"));
        services.AddSingleton<Tools>().AddSingleton<AccessRequests>().AddSingleton(AccessRequestList.Shape);
        services.AddSingleton(new MenuItem("identity.access_requests", "/access-requests", "key", IdentityPrivileges.ManageCollaborators, 902, "identity.menu"));
        services.AddSingleton(new MenuItem("identity.my_access", "/access", "key", MenuItem.SignedIn, 21, MenuItem.UserMenu));
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
        ExportPersonalData.Map(app);
        EraseMyself.Map(me);
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
        EraseCollaborator.Map(collaborators);
        RenameUser.Map(collaborators);
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
        ChangeCompany.Map(app);
        var book = app.MapGroup("").WithFeature("addresses");
        var addresses = book.MapGroup("/api/addresses");
        ListAddresses.Map(addresses);
        SeeAddress.Map(addresses);
        AddAddress.Map(addresses);
        ChangeAddress.Map(addresses);
        RemoveAddress.Map(addresses);
        SetDefaultAddress.Map(addresses);
        ExportAddresses.Map(book);
        AddressForms.Map(book);
        var certifications = app.MapGroup("/api/accounts/{accountId:guid}/certifications");
        ListCertifications.Map(certifications);
        GrantCertification.Map(certifications);
        RevokeCertification.Map(certifications);
        CertificationForms.Map(app);
        var features = app.MapGroup("/api/features");
        ListFeatures.Map(features);
        SwitchFeature.Map(features);
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
        JoinByInvitation.Map(invitations);
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
        SeeApplication.Map(applications);
        DownloadDocument.Map(app);
        ExportApplications.Map(app);
        DecideApplication.Map(applications);
    }
}
