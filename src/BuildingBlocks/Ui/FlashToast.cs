using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace Modular.BuildingBlocks.Ui;

/// <summary>The place for toasts, with what the last request left to say; an htmx answer brings its own along.</summary>
public sealed class FlashToast : Fragment
{
    [Inject] private Flash Flash { get; set; } = null!;

    [Inject] private AntiforgeryStateProvider Forms { get; set; } = null!;

    [Inject] private Texts T { get; set; } = null!;

    protected override string Markup =>
        Html.Of($"<div class=\"toast-area\" id=\"toasts\" aria-live=\"polite\" data-unsaved=\"{T["ui.unsaved"]}\" data-retry=\"{T["ui.retry"]}\">{(Flash.Take() is { } said ? Line(said) : Html.None)}</div>").Value;

    private MarkupString Line(Flash.Said said)
    {
        var undo = said.UndoAction is null ? Html.None
            : Html.Of($"<form method=\"post\" action=\"{said.UndoAction}\">{Html.Token(Forms)}<button class=\"btn btn-sm\">{T["ui.undo"]}</button></form>");
        return Html.Of($"<div class=\"toast-line\" role=\"status\"><span>{said.Text}</span>{undo}</div>");
    }
}
