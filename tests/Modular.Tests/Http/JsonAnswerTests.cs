using System.Text;
using System.Text.Json;
using Modular.Baskets;
using Modular.BuildingBlocks.Http;
using Modular.BuildingBlocks.Values;
using Modular.Catalog;
using Modular.Catalog.Features;
using Modular.Integration.Catalog;

namespace Modular.Tests.Http;

/// <summary>Generated code writes what the options say.</summary>
public sealed class JsonAnswerTests
{
    private static readonly Random Any = new(7);

    static JsonAnswerTests()
    {
        BasketsJson.Use();
        CatalogJson.Use();
    }

    [Fact]
    public void Baskets_are_written_alike() => IsWrittenAlike(() => new BasketView(
        Guid.NewGuid(), Words(), Any.Next(2) == 0 ? Visibility.Shared : Visibility.Private, (BasketStatus)Any.Next(3), Any.NextInt64(), Someone(),
        Any.Next(2) == 0, Any.Next(2) == 0, Maybe(Words), Maybe(Words), Maybe(Words), Any.Next(2) == 0 ? Guid.NewGuid() : null, Maybe(Words),
        DateTime.UtcNow, DateTime.UtcNow.Date, Someone(), Maybe(() => "CLP"), Money(),
        [.. Enumerable.Range(0, Any.Next(4)).Select(_ => new LineView(
            Guid.NewGuid(), Words(), Words(), Words(), Words(), Any.Next(), Money(), "USD", Money(), Maybe(Words), Any.NextInt64(), DateTime.UtcNow, Someone()))]));

    [Fact]
    public void Changed_lines_are_written_alike() => IsWrittenAlike(() => new LineChanged(
        Guid.NewGuid(), Words(), Words(), Words(), Words(), Any.Next(), Money(), "USD", Money(), Maybe(Words), Any.NextInt64(), DateTime.UtcNow, Guid.NewGuid(),
        Any.NextInt64(), Money()));

    [Fact]
    public void Products_are_written_alike() => IsWrittenAlike(() => new SeeProduct.View(
        Words(), Words(), Words(), Maybe(Words), Words(), Words(), Maybe(Words), Any.Next(2) == 0 ? 12.5000m : null, 7.10m, "USD",
        Any.Next(2) == 0 ? null : [new PriceBreak(1, Money()), new PriceBreak(10, Money())],
        Any.Next(2) == 0 ? null : new Explanation(new PriceReason("list_percent", Words(), PercentOff: 12.50m), Words()),
        1.250m, true, Maybe(Words), false, Any.Next(),
        [new SeeProduct.Place("MIA", Words(), Any.Next(), Any.Next(), Any.Next(2) == 0 ? null : new DateOnly(2026, 11, 23))])
    {
        CertificationExpiredOn = Any.Next(2) == 0 ? null : new DateOnly(2026, 2, 28),
    });

    private static void IsWrittenAlike<T>(Func<T> make)
    {
        for (var n = 0; n < 50; n++)
        {
            var value = make();
            Encoding.UTF8.GetString(JsonAnswer.Bytes(value)).ShouldBe(JsonSerializer.Serialize(value, Json.Options));
        }
    }

    private static string Words() => Any.Next(4) switch
    {
        0 => "Cañón \"São\" <b>&'\\ 日本 😀",
        1 => "",
        2 => "line\nbreak\t\u0001",
        _ => Guid.NewGuid().ToString(),
    };

    private static string? Maybe(Func<string> words) => Any.Next(2) == 0 ? null : words();

    private static decimal Money() => new decimal(Any.Next(), Any.Next(1000), 0, false, (byte)Any.Next(5)).Trimmed();

    private static Person Someone() => new(Guid.NewGuid(), Words());
}
