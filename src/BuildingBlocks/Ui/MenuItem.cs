namespace Modular.BuildingBlocks.Ui;

/// <summary>A link that a module puts into the shell; who lacks <paramref name="Privilege"/> does not see it.</summary>
/// <param name="TextKey">Key of the words, in the module's own texts.</param>
/// <param name="Href">From the root, <c>/baskets</c>; pages below it count as its own.</param>
/// <param name="Icon">A name from <c>build/icons.txt</c>.</param>
/// <param name="Privilege">Null: everybody, also a visitor. <see cref="SignedIn"/>: whoever is signed in.</param>
/// <param name="Order">Smaller comes first within its group.</param>
/// <param name="Group">Key of the heading in the left menu, or one of the places named here; null: at the menu's top.</param>
public sealed record MenuItem(string TextKey, string Href, string Icon, string? Privilege, int Order, string? Group = null)
{
    public const string SignedIn = "*";

    /// <summary>Another privilege that shows it as well.</summary>
    public string? Or { get; init; }

    /// <summary>Places other than the left menu.</summary>
    public const string Header = "header", Help = "help", UserMenu = "user", Footer = "footer";

    /// <summary>Shown nowhere, but found by its words and by those of <c>TextKey.words</c>; an action is not opened, but sent by a form of the frame.</summary>
    public const string Command = "command", Action = "action";
}
