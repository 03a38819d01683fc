using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Modular.BuildingBlocks.Callers;
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
        services.AddScoped<IShellData, ShellData>();
        services.AddHostedService<SessionChanges>();
        services.AddSingleton(Sessions.Retention);
        services.AddSingleton(AuditList.Shape);
        services.AddSingleton(new MenuItem("identity.audit", "/audit", "history", IdentityPrivileges.ViewAudit, 62, "identity.menu"));
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
    }
}
