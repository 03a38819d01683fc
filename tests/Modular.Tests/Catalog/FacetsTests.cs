using Modular.Catalog.Search;

namespace Modular.Tests.Catalog;

public class FacetsTests
{
    private static readonly (string, string, long)[] Counts =
    [
        ("Aurelink", "Networking > Switches > Managed", 5), ("Aurelink", "Networking > Switches", 2),
        ("Fjordnet", "Networking > Routers", 4), ("Aurelink", "Power", 1),
    ];

    [Fact]
    public void At_the_top_the_first_levels_are_offered()
    {
        var facets = Facets.Of(Counts, null);
        facets.Categories.ShouldBe([new("Networking", 11), new("Power", 1)]);
        facets.Vendors.ShouldBe([new("Aurelink", 8), new("Fjordnet", 4)]);
    }

    [Fact]
    public void Within_a_category_the_levels_right_below_it_are_offered() =>
        Facets.Of(Counts[..3], "Networking").Categories.ShouldBe([new("Networking > Switches", 7), new("Networking > Routers", 4)]);
}
