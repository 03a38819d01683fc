namespace Modular.BuildingBlocks.Ui;

/// <summary>What a status means to its reader; colour is only the second sign of it, the word is the first.</summary>
public enum Tone
{
    /// <summary>Nothing to do, nothing gone wrong.</summary>
    Neutral,
    /// <summary>On its way.</summary>
    Info,
    /// <summary>Done as wished.</summary>
    Good,
    /// <summary>Somebody should look.</summary>
    Warning,
    /// <summary>Failed, refused or overdue.</summary>
    Bad,
}

internal static class ToneLook
{
    public static string Class(this Tone tone) => "tone-" + tone.ToString().ToLowerInvariant();

    public static string Icon(this Tone tone) => tone switch
    {
        Tone.Good => "circle-check",
        Tone.Warning => "alert-triangle",
        Tone.Bad => "alert-circle",
        _ => "info-circle",
    };
}
