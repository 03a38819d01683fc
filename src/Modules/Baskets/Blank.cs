namespace Modular.Baskets;

/// <summary>A field left blank says nothing.</summary>
internal static class Blank
{
    public static string? AsNull(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
