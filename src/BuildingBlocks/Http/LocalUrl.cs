namespace Modular.BuildingBlocks.Http;

/// <summary>Keeps a redirect on this site, whatever a link says.</summary>
public static class LocalUrl
{
    public static string OrHome(string? url) =>
        url is ['/', ..] && (url.Length == 1 || url[1] is not ('/' or '\\')) && !url.Any(char.IsControl) ? url : "/";
}
