using System.Globalization;
using System.Text.Json;
using Modular.BuildingBlocks.Values;

namespace Modular.BuildingBlocks.Audit;

/// <summary>One thing that a change made different; of a list only what came and what went.</summary>
/// <param name="Field">Its path in camelCase, as <c>shipTo.city</c>; empty where the state is a single value.</param>
public sealed record AuditDifference(string Field, IReadOnlyList<string> Before, IReadOnlyList<string> After)
{
    // More than anybody reads; the list of the trail's API has it all.
    private const int Most = 40;

    public static IReadOnlyList<AuditDifference> Of(JsonElement? before, JsonElement? after)
    {
        var (was, now) = (Leaves(before), Leaves(after));
        return
        [
            .. was.Keys.Union(now.Keys)
                .Select(field => new AuditDifference(
                    field, Without(was.GetValueOrDefault(field), now.GetValueOrDefault(field)), Without(now.GetValueOrDefault(field), was.GetValueOrDefault(field))))
                .Where(difference => difference.Before.Count + difference.After.Count > 0)
                .Take(Most),
        ];
    }

    private static IReadOnlyList<string> Without(IReadOnlyList<string>? some, IReadOnlyList<string>? others) =>
        [.. (some ?? []).Except(others ?? []).Take(Most)];

    private static Dictionary<string, IReadOnlyList<string>> Leaves(JsonElement? state)
    {
        var leaves = new Dictionary<string, IReadOnlyList<string>>();
        if (state is { } root) Add(leaves, "", root);
        return leaves;
    }

    private static void Add(Dictionary<string, IReadOnlyList<string>> leaves, string field, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in value.EnumerateObject()) Add(leaves, field.Length == 0 ? member.Name : $"{field}.{member.Name}", member.Value);
        }
        else
        {
            leaves[field] = value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(Text)] : Text(value) is { Length: > 0 } text ? [text] : [];
        }
    }

    /// <summary>A value in one line; the members of an object one after the other.</summary>
    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => string.Join(", ", value.EnumerateObject().Select(m => (m.Name, Text: Text(m.Value))).Where(m => m.Text.Length > 0).Select(m => $"{m.Name} {m.Text}")),
        JsonValueKind.Array => string.Join("; ", value.EnumerateArray().Select(Text)),
        JsonValueKind.Null or JsonValueKind.Undefined => "",
        JsonValueKind.String when value.GetString() is { Length: >= 19 } text && text[4] == '-' && value.TryGetDateTime(out var at) =>
            at.ToUniversalTime().ToString("g", CultureInfo.CurrentCulture) + " UTC",
        JsonValueKind.Number when value.TryGetDecimal(out var number) => number.Trimmed().ToString(CultureInfo.CurrentCulture),
        JsonValueKind.True => "✓",
        JsonValueKind.False => "✗",
        _ => value.ToString(),
    };
}
