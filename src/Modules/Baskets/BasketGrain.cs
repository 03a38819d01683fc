using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Events;
using Modular.Integration.Baskets;
using Npgsql;

namespace Modular.Baskets;

/// <summary>One basket: changes take turns here, whoever makes them.</summary>
[Alias("baskets.IBasketGrain")]
internal interface IBasketGrain : IGrainWithStringKey
{
    /// <summary>An active basket as it is remembered; null where it has to be asked of the database.</summary>
    [Alias("See")]
    Task<Basket?> See();

    /// <summary>The same, read again if it is still of that version, which somebody else has passed.</summary>
    [Alias("SeeNewer")]
    Task<Basket?> SeeNewer(long version);

    [Alias("Add")]
    Task<Result<BasketState>> Add(Editor by, IReadOnlyList<Addition> additions, Guid? command);

    /// <summary>Decides them one after the other and writes them together; answers each, in their order.</summary>
    [Alias("ChangeLines")]
    Task<IReadOnlyList<Result<BasketState>>> ChangeLines(IReadOnlyList<LineChange> changes);

    [Alias("RemoveLine")]
    Task<Result<BasketState>> RemoveLine(Editor by, Guid lineId, long? seen);

    [Alias("RestoreLine")]
    Task<Result<BasketState>> RestoreLine(Editor by, Guid lineId);

    [Alias("Describe")]
    Task<Result<BasketState>> Describe(Editor by, DetailsPatch patch, long? seen);

    [Alias("Delete")]
    Task<Result<BasketState>> Delete(Editor by, long? seen);

    [Alias("Restore")]
    Task<Result<BasketState>> Restore(Editor by);

    /// <summary>Closes the basket for an order and tells it; repeated for the same order it changes nothing.</summary>
    [Alias("Close")]
    Task<Result<BasketState>> Close(Editor by, Guid orderId, long seen, CheckoutNote checkout);
}

internal static class BasketGrains
{
    public static IBasketGrain Basket(this IGrainFactory grains, Guid accountId, Guid basketId) =>
        grains.GetGrain<IBasketGrain>($"basket/{accountId:N}/{basketId:N}");

    public static Editor AsEditor(this Caller caller) => new(caller.UserId, caller.Can(BasketsPrivileges.EditShared));
}

/// <inheritdoc cref="IBasketGrain"/>
internal sealed class BasketGrain(BasketStore store, TimeProvider time) : Grain, IBasketGrain
{
    // Two hosts that fight for one basket: pauses of random length let either through, within about a second.
    private const int Tries = 60;
    private const int LongestPause = 30;

    private Basket? _basket;
    private Guid _accountId;
    private Guid _basketId;

    private DateTime Now => Moment.Now(time);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var key = this.GetPrimaryKeyString().Split('/');
        _accountId = Guid.Parse(key[1]);
        _basketId = Guid.Parse(key[2]);
        return Reload(cancellationToken);
    }

    public Task<Basket?> See()
    {
        // What is not worked on any more need not be kept.
        if (_basket is not { Status: BasketStatus.Active }) DeactivateOnIdle();
        return Task.FromResult(_basket is { Status: BasketStatus.Active } ? _basket : null);
    }

    public async Task<Basket?> SeeNewer(long version)
    {
        if (_basket?.Version == version) await Reload();
        return await See();
    }

    public Task<Result<BasketState>> Add(Editor by, IReadOnlyList<Addition> additions, Guid? command) =>
        Change(by, (basket, at) => basket.Add(by, additions, at), basket => additions is [var only] ? basket.FindSku(only.Offer.Sku) : null, command);

    public async Task<IReadOnlyList<Result<BasketState>>> ChangeLines(IReadOnlyList<LineChange> changes)
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            if (tries > 0) await Pause(tries);
            if (_basket is not { } basket)
            {
                var gone = Gone();
                return [.. changes.Select(_ => gone)];
            }

            var answers = new Result<BasketState>[changes.Count];
            var edits = new LineEdits();
            for (var i = 0; i < answers.Length; i++)
            {
                var (change, now) = (changes[i], basket);
                var decided = now.ChangeLine(change.By, change.LineId, change.Quantity, change.Notes, change.Seen, Now);
                if (decided is { IsSuccess: true, Value: { ChangesNothing: false } edit })
                {
                    edits.Add(edit, change);
                    basket = edit.After;
                }

                answers[i] = decided.Error is { } error
                    ? Refused(error, now, b => b.Find(change.LineId))
                    : BasketState.Of(basket, basket.Find(change.LineId));
            }

            // What is written proves that all of it was decided on what is there.
            if (edits.IsEmpty ? await store.IsCurrent(basket) : await Written(store.Save(edits)))
            {
                _basket = basket;
                return answers;
            }

            await Reload();
        }

        return [.. changes.Select(_ => (Result<BasketState>)BasketErrors.Busy)];
    }

    public Task<Result<BasketState>> RemoveLine(Editor by, Guid lineId, long? seen) =>
        Change(by, (basket, at) => basket.RemoveLine(by, lineId, seen, at), basket => basket.Find(lineId));

    public async Task<Result<BasketState>> RestoreLine(Editor by, Guid lineId)
    {
        RemovedLine? removed = null;
        var restored = await Change(
            by,
            (basket, at) =>
            {
                removed = basket.FindRemoved(lineId);
                return basket.RestoreLine(by, lineId, at);
            },
            basket => basket.FindSku(removed!.Line.Offer.Sku));
        // It goes back to where it stood, which the database knows.
        if (restored.IsSuccess) await Reload();
        return restored;
    }

    public Task<Result<BasketState>> Describe(Editor by, DetailsPatch patch, long? seen) =>
        Change(by, (basket, at) => basket.Describe(by, patch.On(basket.Details), seen, at));

    public Task<Result<BasketState>> Delete(Editor by, long? seen) =>
        Change(by, (basket, at) => basket.Delete(by, seen, at));

    public async Task<Result<BasketState>> Restore(Editor by)
    {
        try
        {
            return await Change(by, (basket, at) => basket.Restore(by, at));
        }
        catch (PostgresException refused) when (refused.ConstraintName == BasketStore.LimitConstraint)
        {
            return BasketErrors.LimitReached(await store.Limit(_accountId));
        }
    }

    public async Task<Result<BasketState>> Close(Editor by, Guid orderId, long seen, CheckoutNote checkout)
    {
        var closed = await Change(by, (basket, at) => basket.Close(by, orderId, seen, at), checkout: checkout);
        // Most baskets are never asked for again once they are ordered.
        if (_basket is { Status: BasketStatus.Ordered }) DeactivateOnIdle();
        return closed;
    }

    /// <summary>Decides, persists, then swaps memory. Another host may have written meanwhile: then it decides again on what is there now.</summary>
    private async Task<Result<BasketState>> Change(
        Editor by, Func<Basket, DateTime, Result<BasketEdit>> decide, Func<Basket, Line?>? line = null,
        Guid? command = null, CheckoutNote? checkout = null)
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            if (tries > 0) await Pause(tries);
            if (command is { } id && await store.Knows(_basketId, id))
            {
                await Reload();
                return Current(line);
            }

            if (_basket is not { } basket) return Gone();
            var decided = decide(basket, Now);
            if (decided is { IsSuccess: true, Value.ChangesNothing: false })
            {
                if (await Written(checkout is null ? store.Save(decided.Value, by, command) : store.Close(decided.Value, checkout)))
                {
                    _basket = decided.Value.After;
                    return Current(line);
                }
            }
            else if (await store.IsCurrent(basket))
            {
                return decided.Error is { } error ? Refused(error, basket, line) : Current(line);
            }

            await Reload();
        }

        return BasketErrors.Busy;
    }

    private async Task Reload(CancellationToken ct = default) => _basket = await store.Load(_accountId, _basketId, Now, ct);

    // Somebody's second try comes at once.
    private static Task Pause(int tries) => tries == 1 ? Task.CompletedTask : Task.Delay(Random.Shared.Next(Math.Min(4 * tries, LongestPause)));

    private async Task<bool> Written(Task<bool> saving)
    {
        try
        {
            return await saving;
        }
        catch (CommitOutcomeUnknownException)
        {
            // It may be written or not: what is in memory is worth nothing until it is read again.
            DeactivateOnIdle();
            throw;
        }
    }

    private Result<BasketState> Gone()
    {
        DeactivateOnIdle();
        return BasketErrors.Unknown;
    }

    private Result<BasketState> Current(Func<Basket, Line?>? line) =>
        _basket is { } basket ? BasketState.Of(basket, line?.Invoke(basket)) : BasketErrors.Unknown;

    private static Result<BasketState> Refused(Error error, Basket basket, Func<Basket, Line?>? line) =>
        error.Kind == ErrorKind.Stale
            ? Result<BasketState>.Refused(error, BasketState.Of(basket, line?.Invoke(basket)))
            : error;
}
