namespace Modular.BuildingBlocks.Values;

public static class Decimals
{
    /// <summary>The same number without zeros at the end: columns give a price four decimals, an answer has those that say something.</summary>
    // Dividing by one with the full scale drops them.
    public static decimal Trimmed(this decimal value) => value / 1.000000000000000000000000000000m;
}
