namespace Modular.Simulation.Faults;

/// <summary>What came of one fault.</summary>
/// <param name="Struck">How often it happened.</param>
/// <param name="Note">What was measured besides.</param>
public sealed record Outcome(string Fault, int Struck, int Acknowledged, Counts Counts, IReadOnlyList<string> Losses, string Note = "")
{
    public override string ToString() => string.Format(
        System.Globalization.CultureInfo.InvariantCulture,
        "{0,-34} {1,6} {2,12} {3,8} {4,8} {5,9:0.0} {6,7}  {7}",
        Fault, Struck, Acknowledged, Counts.Broken, Counts.Unavailable, Counts.LongestSilence.TotalSeconds, Losses.Count, Note);

    public static string Head => string.Format(
        System.Globalization.CultureInfo.InvariantCulture, "{0,-34} {1,6} {2,12} {3,8} {4,8} {5,9} {6,7}", "fault", "times", "acknowledged", "broken", "503/429", "silence s", "losses");
}
