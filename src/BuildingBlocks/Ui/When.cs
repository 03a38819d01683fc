using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace Modular.BuildingBlocks.Ui;

/// <summary>A moment: relative under a week, a date after that, the exact time in its title.</summary>
public sealed class When : Fragment
{
    /// <summary>In UTC.</summary>
    [Parameter, EditorRequired] public DateTime? At { get; set; }

    [Inject] private TimeProvider Clock { get; set; } = null!;

    [Inject] private Texts T { get; set; } = null!;

    protected override string Markup => Of(At, Clock.GetUtcNow().UtcDateTime, T).Value;

    /// <summary>The same without a component, for rows that there are many of.</summary>
    public static MarkupString Of(DateTime? moment, DateTime now, Texts texts)
    {
        if (moment is not { } at) return Html.Of($"<span class=\"muted\">–</span>");
        var ago = now - at;
        // An absolute one is a day in UTC; a script makes it the reader's own.
        var isRelative = ago.TotalDays is >= 0 and < 7;
        return Html.Of($"<time datetime=\"{at.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)}\" title=\"{at.ToString("f", CultureInfo.CurrentCulture)} UTC\"{Html.Attribute("data-local", isRelative ? null : "date")}>{(isRelative ? Relative(ago, texts) : at.ToString("d MMM yyyy", CultureInfo.CurrentCulture))}</time>");
    }

    private static string Relative(TimeSpan ago, Texts texts) =>
        ago.TotalMinutes < 1 ? texts["ui.when.now"]
        : ago.TotalHours < 1 ? Count("minute", (int)ago.TotalMinutes, texts)
        : ago.TotalDays < 1 ? Count("hour", (int)ago.TotalHours, texts)
        : Count("day", (int)ago.TotalDays, texts);

    private static string Count(string unit, int number, Texts texts) => texts[$"ui.when.{unit}{(number == 1 ? "" : "s")}", number];
}
