using Microsoft.AspNetCore.Components;

namespace Modular.BuildingBlocks.Ui;

/// <summary>A component without events that is drawn once, as one piece of markup: cheap enough to stand on a page dozens of times.</summary>
public abstract class Fragment : IComponent
{
    private RenderHandle _page;

    /// <summary>Its markup, everything encoded; empty where there is nothing to show.</summary>
    protected abstract string Markup { get; }

    /// <summary>Reads what the markup shows; until then it is drawn with what is known, which is all that an error page waits for.</summary>
    protected virtual Task Load() => Task.CompletedTask;

    void IComponent.Attach(RenderHandle renderHandle) => _page = renderHandle;

    Task IComponent.SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        var loading = Load();
        Draw();
        return loading.IsCompletedSuccessfully ? Task.CompletedTask : DrawAfter(loading);
    }

    private async Task DrawAfter(Task loading)
    {
        await loading;
        Draw();
    }

    private void Draw() => _page.Render(builder => builder.AddMarkupContent(0, Markup));
}
