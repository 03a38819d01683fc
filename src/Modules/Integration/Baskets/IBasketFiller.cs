namespace Modular.Integration.Baskets;

/// <summary>Lets other modules put goods into baskets of the person who asks, at today's prices and by Baskets' own rules.</summary>
public interface IBasketFiller
{
    /// <summary>The baskets that the caller may put goods into, last changed first, 100 at most.</summary>
    /// <param name="counted">Whether their lines are counted, which takes longer than the rest.</param>
    Task<IReadOnlyList<FillableBasket>> Choices(bool counted, CancellationToken ct = default);

    /// <summary>
    /// Puts the goods into a basket, or into a new private one; what is not sold any more or lacks its certification is skipped.
    /// Repeated within the same command it changes nothing.
    /// </summary>
    Task<Filling> Fill(Guid? basketId, string newName, IReadOnlyList<Goods> goods, CancellationToken ct = default);
}

/// <param name="LineCount">Null where lines were not counted.</param>
public sealed record FillableBasket(Guid Id, string Name, int? LineCount);

/// <summary>Units of one product.</summary>
public sealed record Goods(string Sku, int Quantity);

/// <param name="Refusal">Why nothing was put in, or null.</param>
/// <param name="Skipped">SKUs that were left out.</param>
public sealed record Filling(Guid BasketId, string Name, int LineCount, FillRefusal? Refusal, IReadOnlyList<string> Skipped);

/// <summary>A refusal in the words of Baskets.</summary>
/// <param name="Code">Its stable code, <c>baskets.limit_reached</c> for example.</param>
/// <param name="Args">What fills its sentence.</param>
public sealed record FillRefusal(FillRefusalKind Kind, string Code, IReadOnlyList<string> Args);

public enum FillRefusalKind
{
    NotFound,
    Forbidden,
    Conflict,
}
