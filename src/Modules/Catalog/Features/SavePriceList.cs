using Microsoft.AspNetCore.Http;
using Modular.BuildingBlocks.Data;
using Modular.Catalog.Prices;

namespace Modular.Catalog.Features;

/// <summary>Writes a price list, new or as it shall be from now on: name, rules, and the accounts that buy by it.</summary>
internal static class SavePriceList
{
    /// <param name="Version">The version that was changed; null for a new list.</param>
    [Requires(CatalogPrivileges.Manage)]
    public sealed record Command(string Code, string Name, IReadOnlyList<PriceRule> Rules, IReadOnlyList<Guid> Accounts, long? Version)
        : IRequest<Result<PriceListView>>;

    public sealed class Rules : AbstractValidator<Command>
    {
        public Rules()
        {
            RuleFor(c => c.Code).NotEmpty().MaximumLength(40).Matches("^[A-Z0-9][A-Z0-9_-]*$").WithMessage(_ => PriceRuleRules.Text("catalog.price_list_code"));
            RuleFor(c => c.Name).NotEmpty().Line(100);
            RuleFor(c => c.Rules).Must(r => r.Count <= 10_000).WithMessage(_ => PriceRuleRules.Text("catalog.price_list_too_long"));
            RuleForEach(c => c.Rules).SetValidator(new PriceRuleRules());
            RuleFor(c => c.Rules).Must(rules => rules.Select(Target).Distinct().Count() == rules.Count)
                .WithMessage(_ => PriceRuleRules.Text("catalog.price_rule_repeated"));
        }

        private static (string?, string?, string?) Target(PriceRule rule) =>
            (rule.Sku, rule.Vendor?.ToUpperInvariant(), rule.Category?.ToUpperInvariant());
    }

    public sealed class Handler(Db db, PriceListReading lists, CatalogMemory memory, Caller caller)
        : IRequestHandler<Command, Result<PriceListView>>
    {
        public async Task<Result<PriceListView>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (await lists.Stranger(request.Accounts, cancellationToken) is { } stranger)
                return Error.Invalid("catalog.price_list_account_unknown", "accounts", stranger.ToString());
            var draft = new PriceListDraft(request.Code, request.Name.Trim(), request.Rules, request.Accounts);
            var saved = await PriceListStore.Save(db, draft, request.Version ?? 0, caller.AccountId, caller.UserId, cancellationToken);
            memory.ForgetAll();
            var now = await lists.Find(request.Code, cancellationToken);
            return now is null ? CatalogErrors.ListUnknown(request.Code)
                : saved is not null ? now
                : request.Version is null ? CatalogErrors.ListVersionMissing
                : Result<PriceListView>.Refused(CatalogErrors.ListChanged, now);
        }
    }

    public sealed record Body(string? Name, IReadOnlyList<PriceRule>? Rules, IReadOnlyList<Guid>? Accounts);

    public static void Map(IEndpointRouteBuilder lists) => lists
        .MapPut("{code}", async (string code, Body body, IfMatch seen, ISender send, CancellationToken ct) =>
        {
            var command = new Command(code.ToUpperInvariant(), body.Name ?? "", [.. (body.Rules ?? []).Select(Tidy)], body.Accounts ?? [], seen.Version);
            var saved = await send.Send(command, ct);
            return saved is { IsSuccess: true, Value.Version: 1 } ? (IResult)saved.ToCreated(list => $"/api/catalog/price-lists/{list.Code}") : saved.ToHttp();
        })
        .Produces<PriceListView>()
        .Require<Command>();

    /// <summary>As products are written: SKUs and currencies in upper case, category levels with one space around their mark.</summary>
    public static PriceRule Tidy(PriceRule rule) => new(
        Blank(rule.Sku)?.ToUpperInvariant(), Blank(rule.Vendor),
        Blank(rule.Category) is { } category ? string.Join(CategoryPath.Separator, category.Split('>', StringSplitOptions.TrimEntries)) : null,
        [.. (rule.Steps ?? []).Select(s => s with { Currency = s.Currency?.Trim().ToUpperInvariant() })]);

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
