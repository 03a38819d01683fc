using Microsoft.AspNetCore.Components;

namespace Modular.BuildingBlocks.Ui;

/// <summary>A few characters of markup that stand on a page dozens of times: a component without state or events, drawn once.</summary>
public abstract class Fragment : IComponent
{
    private RenderHandle _page;

    /// <summary>Its markup, everything encoded.</summary>
    protected abstract string Markup { get; }

    void IComponent.Attach(RenderHandle renderHandle) => _page = renderHandle;

    Task IComponent.SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        _page.Render(builder => builder.AddMarkupContent(0, Markup));
        return Task.CompletedTask;
    }
}
