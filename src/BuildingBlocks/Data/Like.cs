namespace Modular.BuildingBlocks.Data;

/// <summary>Patterns for LIKE and ILIKE in which the user's text stands for itself.</summary>
public static class Like
{
    public static string Containing(string? text) => $"%{Escape(text)}%";

    public static string StartingWith(string? text) => $"{Escape(text)}%";

    private static string Escape(string? text) => (text ?? "").Trim()
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
}
