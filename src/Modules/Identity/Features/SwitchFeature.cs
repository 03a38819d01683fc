using Dapper;
using Modular.BuildingBlocks.Audit;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Modules;
using Modular.BuildingBlocks.Ui;

namespace Modular.Identity.Features;

/// <summary>Switches a feature on or off everywhere, for a country or for an account, at once; or takes that switch away.</summary>
internal static class SwitchFeature
{
    /// <param name="On">Null: what holds without this switch.</param>
    [Requires(IdentityPrivileges.ManageFeatures)]
    public sealed record Command(string Feature, string? Country, Guid? AccountId, bool? On) : IRequest<Result<Done>>;

    public sealed class Rules : AbstractValidator<Command>
    {
        public Rules()
        {
            RuleFor(c => c.Country).Must(country => country is null || Countries.IsCode(country)).WithMessage(_ => Texts.Shared["request.country_unknown"]);
            RuleFor(c => c.AccountId).Null().When(c => c.Country is not null).WithMessage(_ => IdentityTexts.Own["identity.feature_for_one"]);
        }
    }

    public sealed class Handler(Db db, IReadOnlyList<Module> modules, FeatureSwitches switches, TimeProvider time, Caller caller)
        : IRequestHandler<Command, Result<Done>>
    {
        public async Task<Result<Done>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (!modules.Any(m => m.Features.Any(f => f.Name == request.Feature))) return IdentityErrors.FeatureUnknown;
            var at = time.GetUtcNow().UtcDateTime;
            var refusal = await db.Transaction(
                async (connection, transaction) =>
                {
                    Task<T?> One<T>(string sql) => connection.QueryFirstOrDefaultAsync<T?>(new CommandDefinition(
                        sql, new { request.Feature, request.Country, request.AccountId, request.On, at }, transaction, cancellationToken: cancellationToken));

                    if (request.AccountId is not null && await One<Guid?>("SELECT id FROM identity.accounts WHERE id = @AccountId FOR KEY SHARE") is null)
                        return IdentityErrors.NoSuchAccount.On("accountId");
                    const string Here =
                        "feature = @Feature AND country IS NOT DISTINCT FROM @Country::bpchar AND account_id IS NOT DISTINCT FROM @AccountId";
                    var before = await One<bool?>($"SELECT is_on FROM identity.feature_switches WHERE {Here} FOR UPDATE");
                    if (before == request.On) return null;
                    await One<int>(request.On is null
                        ? $"DELETE FROM identity.feature_switches WHERE {Here}"
                        : """
                          INSERT INTO identity.feature_switches (feature, country, account_id, is_on, changed_at)
                          VALUES (@Feature, @Country, @AccountId, @On, @at)
                          ON CONFLICT ON CONSTRAINT feature_switches_one DO UPDATE SET is_on = @On, changed_at = @at
                          """);
                    await transaction.Audit(
                        new AuditEntry(
                            request.AccountId ?? caller.AccountId, "identity.feature_switched", $"feature/{request.Feature}",
                            new { request.Country, request.AccountId, on = before }, new { request.Country, request.AccountId, request.On }),
                        at, cancellationToken);
                    return (Error?)null;
                },
                cancellationToken);
            if (refusal is not null) return refusal;
            // This host need not wait to hear of it.
            switches.Forget();
            return Done.Instance;
        }
    }

    public sealed record Body(string? Country, Guid? AccountId, bool? On);

    public static void Map(IEndpointRouteBuilder features) => features
        .MapPut("{feature}/switch", async (string feature, Body body, ISender send, CancellationToken ct) =>
            (await send.Send(new Command(feature, body.Country, body.AccountId, body.On), ct)).ToHttp())
        .Require<Command>();
}
