using Microsoft.AspNetCore.Components;
using Modular.BuildingBlocks.Ui;

namespace Modular.Baskets.Features;

/// <summary>What others changed since this person looked last; told once, when the page is opened.</summary>
public sealed class ChangedNotice : Fragment
{
    private const int Shows = 4;

    [CascadingParameter] private Shown Shown { get; set; } = null!;

    [Inject] private TimeProvider Clock { get; set; } = null!;

    [Inject] private Texts T { get; set; } = null!;

    [Inject] private WebFiles Files { get; set; } = null!;

    protected override string Markup
    {
        get
        {
            if (Shown.Presence is not { ChangedSinceSeen: > 0 } presence) return "";
            var now = Clock.GetUtcNow().UtcDateTime;
            var page = $"/baskets/{Shown.Basket.Id}";
            var changes = presence.Changes.Take(Shows).Select(change => Html.Of($"<li>{T.Change(change)} <span class=\"muted\">· {When.Of(change.At, now, T)}</span></li>"));
            return Html.Of(
                $"""
                <div class="notice tone-info newer" role="status" id="changed-since-seen">{Files.Icon("history")}
                <div class="notice-body"><p class="notice-title">{T["baskets.since_seen"]}</p><ul>{Html.Join(changes)}</ul>
                <p><a href="{page}/history">{T["baskets.since_seen.all", presence.ChangedSinceSeen]}</a></p></div>
                <a class="btn btn-sm" href="{page}" hx-get="{page}" hx-target="#basket" hx-select="#basket" hx-select-oob="#toasts" hx-swap="outerHTML" hx-sync="#basket:queue last">{T["baskets.since_seen.read"]}</a></div>
                """).Value;
        }
    }
}
