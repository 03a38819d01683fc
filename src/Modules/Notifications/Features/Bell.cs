using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Modular.BuildingBlocks.Ui;

namespace Modular.Notifications.Features;

/// <summary>The way to the notifications, with how many are unread.</summary>
internal sealed class Bell : Fragment
{
    private int _unread;

    [Inject] private UnreadCounts Counts { get; set; } = null!;

    [Inject] private Caller Caller { get; set; } = null!;

    [Inject] private Texts T { get; set; } = null!;

    [Inject] private WebFiles Files { get; set; } = null!;

    [CascadingParameter] private HttpContext Http { get; set; } = null!;

    protected override async Task Load() => _unread = await Counts.Of(Caller, Http.RequestAborted);

    protected override string Markup
    {
        get
        {
            var words = _unread == 0 ? T["notifications.title"] : T["notifications.bell", _unread];
            var shown = _unread < UnreadCounts.CountedUpTo ? _unread.ToString(CultureInfo.CurrentCulture) : "99+";
            var count = _unread == 0 ? Html.None : Html.Of($"<span class=\"bell-count\" aria-hidden=\"true\">{shown}</span>");
            return Html.Of($"<a class=\"top-button bell\" href=\"/notifications\" title=\"{words}\">{Files.Icon("bell")}<span class=\"visually-hidden\">{words}</span>{count}</a>").Value;
        }
    }
}
