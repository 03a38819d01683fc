using Modular.Ordering;

namespace Modular.Tests.Ordering;

public sealed class OrderNumberTests
{
    [Theory]
    [InlineData(1, "20-00001")]
    [InlineData(12345, "20-12345")]
    [InlineData(99_999, "20-99999")]
    [InlineData(100_000, "21-00000")]
    [InlineData(8_000_000, "100-00000")]
    public void The_prefix_rolls_after_99999(long place, string number) => OrderNumber.At(place).ShouldBe(number);
}
