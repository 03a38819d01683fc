using System.Text;
using Microsoft.AspNetCore.Http;
using Modular.BuildingBlocks.Data;
using Modular.Integration.Catalog;

namespace Modular.Baskets.Features;

/// <summary>Quick order: pasted or uploaded lines <c>SKU;quantity</c>; good ones go in together, each bad one is told why.</summary>
internal static class AddLines
{
    [Requires(BasketsPrivileges.Edit)]
    public sealed record Command(Guid BasketId, string Text) : IRequest<Result<Answer>>;

    public sealed class Rules : AbstractValidator<Command>
    {
        public Rules() => RuleFor(c => c.Text).NotEmpty().OverridePropertyName("lines");
    }

    public sealed class Handler(IGrainFactory grains, IPriceBook prices, Caller caller, CommandId id, Db db)
        : IRequestHandler<Command, Result<Answer>>
    {
        public async Task<Result<Answer>> Handle(Command request, CancellationToken cancellationToken)
        {
            var typed = QuickOrder.Read(request.Text);
            if (typed.Count > QuickOrder.MaxLines) return BasketErrors.TooManyTyped;
            var meanings = await prices.Resolve([.. typed.Select(l => l.Code).Distinct(StringComparer.OrdinalIgnoreCase)], cancellationToken);
            var quotes = await prices.Find(caller.AccountId, [.. meanings.Values.SelectMany(skus => skus).Distinct()], cancellationToken);
            var lines = QuickOrder.Decide(typed, meanings, quotes, await Currency(request.BasketId, cancellationToken));

            var additions = lines.Where(l => l.Outcome == QuickOutcome.Added)
                .GroupBy(l => l.Sku!)
                .Select(g => new Addition(Guid.CreateVersion7(), Offer.Of(quotes[g.Key]), g.Sum(l => l.Quantity!.Value)))
                .ToArray();
            var added = await grains.Basket(caller.AccountId, request.BasketId)
                .Add(caller.AsEditor(), additions, id.IsChosen ? id.Value : null);
            return added.Map(basket => new Answer(
                lines.Count(l => l.Outcome == QuickOutcome.Added), lines.Count(l => l.Outcome != QuickOutcome.Added), lines,
                basket.Version, basket.LineCount, basket.Total, basket.Currency));
        }

        private async Task<string?> Currency(Guid basketId, CancellationToken ct) => await db.One<string?>(
            """
            SELECT l.currency::text FROM baskets.lines l JOIN baskets.baskets b ON b.id = l.basket_id
            WHERE b.id = @basketId AND b.account_id = @AccountId AND l.removed_at IS NULL LIMIT 1
            """,
            new { basketId, caller.AccountId }, ct);
    }

    internal sealed record Answer(
        int Added, int Refused, IReadOnlyList<QuickLine> Lines, long Version, int LineCount, decimal Total, string? Currency) : IVersioned;

    public static void Map(IEndpointRouteBuilder baskets) => baskets
        .MapPost("{basketId:guid}/lines/bulk", async (Guid basketId, HttpRequest request, ISender send, CancellationToken ct) =>
            (await send.Send(new Command(basketId, await ReadText(request.Body, ct)), ct)).ToHttp())
        .Accepts<string>("text/plain", "text/csv")
        .Require<Command>().Idempotent();

    /// <summary>UTF-8 with or without a byte order mark; what is no UTF-8 is Latin-1, as old spreadsheets write it.</summary>
    public static async Task<string> ReadText(Stream body, CancellationToken ct)
    {
        using var buffer = new MemoryStream();
        await body.CopyToAsync(buffer, ct);
        var bytes = buffer.GetBuffer().AsSpan(0, (int)buffer.Length);
        if (bytes.StartsWith(Encoding.UTF8.Preamble)) bytes = bytes[Encoding.UTF8.Preamble.Length..];
        return System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : Encoding.Latin1.GetString(bytes);
    }
}
