using Microsoft.AspNetCore.Components;
using Modular.BuildingBlocks.Ui;

namespace Modular.Baskets.Features;

/// <summary>Who sees a basket and who may change it, each kind with its consequence in words.</summary>
public sealed class BasketKind : Fragment
{
    private static readonly string[] Kinds = ["private", "public", "shared"];

    [Parameter, EditorRequired] public string Value { get; set; } = "";

    [Parameter] public bool Disabled { get; set; }

    [Inject] private Texts T { get; set; } = null!;

    protected override string Markup =>
        Html.Of($"<fieldset class=\"field kinds\"><legend>{T["baskets.visibility"]}</legend>{Html.Join(Kinds.Select(Choice))}</fieldset>").Value;

    private MarkupString Choice(string kind) => Html.Of(
        $"<label class=\"kind\"><input type=\"radio\" name=\"Input.Visibility\" value=\"{kind}\"{Html.Attribute("checked", kind == Value)}{Html.Attribute("disabled", Disabled)} /><span><strong>{T["baskets.visibility." + kind]}</strong><span class=\"cell-sub\">{T["baskets.visibility." + kind + ".text"]}</span></span></label>");

    internal static Visibility? Parse(string? text) => text switch
    {
        "private" => Visibility.Private, "public" => Visibility.Public, "shared" => Visibility.Shared, _ => null,
    };
}
