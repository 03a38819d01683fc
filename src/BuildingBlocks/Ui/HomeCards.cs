namespace Modular.BuildingBlocks.Ui;

/// <summary>A module's counts on the home page; each is a link to the list that it counts, filtered.</summary>
public interface IHomeCards
{
    /// <summary>Those that the caller may see.</summary>
    /// <param name="account">"Revenda", as <see cref="Callers.Revenda.Choose"/> reads it; the links carry it on.</param>
    Task<IReadOnlyList<HomeCard>> Cards(string? account, CancellationToken ct);
}

/// <param name="TextKey">Key of the words below the count.</param>
/// <param name="Href">The list with the filters that give this count.</param>
/// <param name="Order">Smaller comes first.</param>
public sealed record HomeCard(string TextKey, long Count, string Href, string Icon, int Order, Tone Tone = Tone.Neutral);

/// <summary>A module's part of the home page below the counts: what waits for this person, what they did last.</summary>
/// <param name="Component">A Razor component without parameters.</param>
/// <param name="Privilege">Who sees it; null: whoever is signed in.</param>
public sealed record HomePart(Type Component, string? Privilege, int Order);
