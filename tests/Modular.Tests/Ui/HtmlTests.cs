using Microsoft.AspNetCore.Components;
using Modular.BuildingBlocks.Ui;

namespace Modular.Tests.Ui;

public sealed class HtmlTests
{
    [Fact]
    public void Texts_are_encoded_and_markup_is_not()
    {
        const string typed = "<b title=\"x\">O'Neil & Söhne</b>";
        var inner = Html.Of($"<i>{typed}</i>");
        inner.Value.ShouldBe("<i>&lt;b title=&quot;x&quot;&gt;O&#x27;Neil &amp; S&#xF6;hne&lt;/b&gt;</i>");
        Html.Of($"<p>{inner}{7}{(string?)null}</p>").Value.ShouldBe($"<p>{inner.Value}7</p>");
        Html.Of($"{default(MarkupString)}{Guid.Empty}").Value.ShouldBe(Guid.Empty.ToString());
    }

    [Fact]
    public void An_attribute_cannot_be_left()
    {
        Html.Of($"<a{Html.Attribute("title", "\" onclick=\"x")}{Html.Attribute("id", null)}></a>").Value
            .ShouldBe("<a title=\"&quot; onclick=&quot;x\"></a>");
        Html.Join([Html.Of($"<b>{"<"}</b>"), Html.None]).Value.ShouldBe("<b>&lt;</b>");
    }
}
