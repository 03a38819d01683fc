using System.Globalization;
using System.Text.Json;
using Modular.BuildingBlocks.Audit;

namespace Modular.Tests.Audit;

/// <summary>What a row of the trail says in words.</summary>
public sealed class AuditDifferenceTests
{
    [Fact]
    public void Only_what_is_different_is_told() =>
        Of("""{"name":"A","email":"a@x.example"}""", """{"name":"B","email":"a@x.example"}""").ShouldBe(["name: A > B"]);

    [Fact]
    public void Of_a_list_what_came_and_what_went() =>
        Of("""{"privileges":["a","b"]}""", """{"privileges":["b","c","d"]}""").ShouldBe(["privileges: a > c,d"]);

    [Fact]
    public void What_was_not_there_before_is_told_as_it_is_now() =>
        Of(null, """{"total":12.50,"shipTo":{"city":"Lima"},"note":null}""").ShouldBe(["total:  > 12.5", "shipTo.city:  > Lima"]);

    [Fact]
    public void What_is_gone_is_told_as_it_was() => Of("""{"url":"https://a.example"}""", null).ShouldBe(["url: https://a.example > "]);

    [Fact]
    public void Truth_is_a_sign_and_an_object_of_a_list_a_line() =>
        Of("""{"administrator":false,"rules":[]}""", """{"administrator":true,"rules":[{"sku":"A1","steps":[{"from":1,"percentOff":10}],"vendor":null}]}""")
            .ShouldBe(["administrator: ✗ > ✓", "rules:  > sku A1, steps from 1, percentOff 10"]);

    [Fact]
    public void Of_too_much_the_beginning_is_told() =>
        Of(null, JsonSerializer.Serialize(Enumerable.Range(0, 500).ToDictionary(n => "f" + n, n => n))).Length.ShouldBe(40);

    [Fact]
    public void A_state_of_one_value_has_no_field() => Of("3", "5").ShouldBe([": 3 > 5"]);

    private static string[] Of(string? before, string? after)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        return [.. AuditDifference.Of(Read(before), Read(after)).Select(d => $"{d.Field}: {string.Join(',', d.Before)} > {string.Join(',', d.After)}")];
    }

    private static JsonElement? Read(string? json) => json is null ? null : JsonElement.Parse(json);
}
