using Microsoft.Extensions.FileProviders;

namespace Modular.Host.Web;

/// <summary>Serves a file's <c>.br</c> neighbour, made by <c>npm run assets</c>, to browsers that read Brotli.</summary>
internal static class CompressedFiles
{
    private const string Brotli = ".br";

    /// <summary>To be placed before the static files, which serve what this has chosen.</summary>
    public static void UseCompressedFiles(this IApplicationBuilder app, IFileProvider files) => app.Use((http, next) =>
    {
        var request = http.Request;
        var path = request.Path.Value ?? "";
        if (path.StartsWith("/lib/", StringComparison.Ordinal)
            && request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal)
            && files.GetFileInfo(path + Brotli).Exists)
        {
            request.Path = path + Brotli;
        }

        return next(http);
    });

    /// <summary>Static files know <c>x.css.br</c> by the type of <c>x.css</c>.</summary>
    public static void Describe(HttpResponse response, string fileName)
    {
        if (!fileName.EndsWith(Brotli, StringComparison.Ordinal)) return;
        response.Headers.ContentEncoding = "br";
        response.Headers.Vary = "Accept-Encoding";
    }

    /// <summary>The content types of files and of their compressed neighbours.</summary>
    public static readonly Microsoft.AspNetCore.StaticFiles.IContentTypeProvider Types = new ContentTypes();

    private sealed class ContentTypes : Microsoft.AspNetCore.StaticFiles.IContentTypeProvider
    {
        private readonly Microsoft.AspNetCore.StaticFiles.FileExtensionContentTypeProvider _known = new();

        public bool TryGetContentType(string subpath, out string contentType) =>
            _known.TryGetContentType(subpath.EndsWith(Brotli, StringComparison.Ordinal) ? subpath[..^Brotli.Length] : subpath, out contentType!);
    }
}
