using System.Text;

namespace Modular.Catalog.Import;

/// <summary>Reads a price file's bytes as text whatever program wrote it: UTF-8 or UTF-16 with a mark, UTF-8 without, else Windows-1252.</summary>
internal static class PriceFileText
{
    private static readonly Encoding Western = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>A byte that is no UTF-8 is taken for Western European: no look ahead, and no byte stops an import.</summary>
    private static readonly Encoding Utf8OrWestern =
        Encoding.GetEncoding("utf-8", EncoderFallback.ReplacementFallback, new WesternFallback());

    /// <param name="charset">As the sender names it, or null.</param>
    public static StreamReader Open(Stream body, string? charset) => new(
        body, IsWestern(charset) ? Western : Utf8OrWestern, detectEncodingFromByteOrderMarks: true, 1 << 16);

    private static bool IsWestern(string? charset) => charset?.Trim('"', ' ').ToLowerInvariant()
        is "iso-8859-1" or "iso-8859-15" or "latin1" or "latin-1" or "windows-1252" or "cp1252";

    private sealed class WesternFallback : DecoderFallback
    {
        public override int MaxCharCount => 4;

        public override DecoderFallbackBuffer CreateFallbackBuffer() => new Buffer();

        private sealed class Buffer : DecoderFallbackBuffer
        {
            private string _text = "";
            private int _next;

            public override int Remaining => _text.Length - _next;

            public override bool Fallback(byte[] bytesUnknown, int index)
            {
                (_text, _next) = (Western.GetString(bytesUnknown), 0);
                return _text.Length > 0;
            }

            public override char GetNextChar() => _next < _text.Length ? _text[_next++] : '\0';

            public override bool MovePrevious() => _next > 0 && --_next >= 0;
        }
    }
}
