using System.Text;
using Microsoft.AspNetCore.Http;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Ui;
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
            var meanings = await prices.Resolve([.. typed.Where(l => l.IsLegible).Select(l => l.Code).Distinct(StringComparer.OrdinalIgnoreCase)], cancellationToken);
            var quotes = await prices.Find(caller.AccountId, [.. meanings.Values.SelectMany(skus => skus).Distinct()], cancellationToken);
            var held = await Held(request.BasketId, cancellationToken);
            var lines = QuickOrder.Decide(
                typed, meanings, quotes, held.ToDictionary(h => h.Sku, h => h.Quantity), held is [var any, ..] ? any.Currency : null);

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

        private Task<IReadOnlyList<HeldRow>> Held(Guid basketId, CancellationToken ct) => db.Many<HeldRow>(
            """
            SELECT l.sku, l.quantity, l.currency::text AS currency
            FROM baskets.lines l JOIN baskets.baskets b ON b.id = l.basket_id
            WHERE b.id = @basketId AND b.account_id = @AccountId AND l.removed_at IS NULL
            """,
            new { basketId, caller.AccountId }, ct);
    }

    private sealed record HeldRow(string Sku, int Quantity, string Currency);

    internal sealed record Answer(
        int Added, int Refused, IReadOnlyList<QuickLine> Lines, long Version, int LineCount, decimal Total, string? Currency) : IVersioned;

    internal sealed record View(
        int Added, int Refused, IReadOnlyList<LineView> Lines, long Version, int LineCount, decimal Total, string? Currency) : IVersioned
    {
        public static View Of(Answer answer, Texts texts) => new(
            answer.Added, answer.Refused, [.. answer.Lines.Select(line => LineView.Of(line, texts))],
            answer.Version, answer.LineCount, answer.Total, answer.Currency);
    }

    /// <param name="Error">Why the line was not added; null where it was.</param>
    internal sealed record LineView(
        int Line, string Text, string Code, int? Quantity, QuickOutcome Outcome, LineError? Error, string? Sku, string? Description,
        string? Certification, IReadOnlyList<string> Candidates)
    {
        public static LineView Of(QuickLine line, Texts texts) => new(
            line.Line, line.Text, line.Code, line.Quantity, line.Outcome,
            line.Outcome.ErrorCode() is { } code ? new LineError(code, texts[code, line.Certification!]) : null,
            line.Sku, line.Description, line.Certification, line.Candidates);
    }

    /// <param name="Message">The sentence in the caller's language.</param>
    internal sealed record LineError(string Code, string Message);

    public static void Map(IEndpointRouteBuilder baskets) => baskets
        .MapPost("{basketId:guid}/lines/bulk", async (Guid basketId, HttpRequest request, ISender send, Texts texts, CancellationToken ct) =>
            (await send.Send(new Command(basketId, await ReadText(request.Body, ct)), ct)).Map(answer => View.Of(answer, texts)).ToHttp())
        .Accepts<string>("text/plain", "text/csv")
        .Require<Command>().Idempotent();

    /// <summary>What a byte order mark says; without one UTF-8, and what is no UTF-8 is Latin-1, as old spreadsheets write it.</summary>
    public static async Task<string> ReadText(Stream body, CancellationToken ct)
    {
        using var buffer = new MemoryStream();
        await body.CopyToAsync(buffer, ct);
        var bytes = buffer.GetBuffer().AsSpan(0, (int)buffer.Length);
        foreach (var marked in (Encoding[])[Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode])
        {
            if (bytes.StartsWith(marked.Preamble)) return marked.GetString(bytes[marked.Preamble.Length..]);
        }

        return System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : Encoding.Latin1.GetString(bytes);
    }
}
