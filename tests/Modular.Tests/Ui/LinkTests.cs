using Microsoft.AspNetCore.Components;
using Modular.BuildingBlocks.Ui;

namespace Modular.Tests.Ui;

public class LinkTests
{
    [Fact]
    public void One_parameter_changes_and_the_rest_is_kept() =>
        At("/orders?status=open&page=3").With(("sort", "-total"), ("page", null)).ShouldBe("/orders?status=open&sort=-total");

    [Fact]
    public void A_value_is_written_so_that_it_arrives_as_it_was() =>
        At("/products").With(("q", "cabo & fonte 100%")).ShouldBe("/products?q=cabo%20%26%20fonte%20100%25");

    [Fact]
    public void Taking_one_of_two_vendors_away_leaves_the_other_and_begins_at_the_first_page() =>
        At("/products?vendor=cisco&vendor=dell&page=2").Without("vendor", "cisco").ShouldBe("/products?vendor=dell");

    [Fact]
    public void Taking_the_last_value_away_leaves_no_empty_parameter() =>
        At("/products?vendor=cisco").Without("vendor", "cisco").ShouldBe("/products");

    [Fact]
    public void The_others_are_what_a_form_does_not_ask_for() =>
        At("/orders?q=a&size=25&sort=name&empty=").Others("q", "page").ShouldBe([("size", "25"), ("sort", "name")]);

    private static Address At(string path) => new(path);

    private sealed class Address : NavigationManager
    {
        public Address(string path) => Initialize("http://portal.example/", "http://portal.example" + path);
    }
}
