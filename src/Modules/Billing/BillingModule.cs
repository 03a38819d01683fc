using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Modular.Billing.Features;
using Modular.Billing.Providers;
using Modular.BuildingBlocks.Modules;
using Modular.BuildingBlocks.Ui;
using Modular.Integration.Billing;

namespace Modular.Billing;

/// <summary>How accounts pay: payment types, and what is authorized for orders.</summary>
public sealed class BillingModule : Module
{
    private const string PaymentTypes = "payment_types";

    public override string Name => "billing";

    public override IReadOnlyList<Privilege> Privileges => BillingPrivileges.All;

    public override IReadOnlyList<Feature> Features => [new(PaymentTypes) { Privileges = [BillingPrivileges.Manage] }];

    public override void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<BillingOptions>().Bind(configuration.GetSection("Billing")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(PaymentMethodFilter.Shape).AddSingleton<PaymentMethods>().AddSingleton<Authorizations>().AddSingleton<IPayments, Payments>();
        services.AddSingleton<LeftOvers>().AddHostedService(provider => provider.GetRequiredService<LeftOvers>());
        if (configuration.GetSection("Billing").GetValue<bool>(nameof(BillingOptions.TestProvider)))
            services.AddSingleton<TestProvider>().AddSingleton<IPaymentProvider>(provider => provider.GetRequiredService<TestProvider>());
        services.AddSingleton(
            new MenuItem("billing.payment_types", "/payment-methods", "credit-card", BillingPrivileges.PlaceOrders, 61, "billing.menu") { Or = BillingPrivileges.Manage });
    }

    public override void AddRoutes(IEndpointRouteBuilder app)
    {
        var types = app.MapGroup("").WithFeature(PaymentTypes);
        var methods = types.MapGroup("/api/payment-methods");
        ListPaymentMethods.Map(methods);
        AddPaymentMethod.Map(methods);
        RemovePaymentMethod.Map(methods);
        SetDefaultPaymentMethod.Map(methods);
        ExportPaymentMethods.Map(types);
        PaymentForms.Map(types);
        if (app.ServiceProvider.GetRequiredService<IOptions<BillingOptions>>().Value.TestProvider) TestPayments.Map(app);
    }
}
