using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Modular.BuildingBlocks.Values;

namespace Modular.BuildingBlocks.Http;

/// <summary>Writes answers as JSON: by generated code what is asked for most, anything else by what its type looks like at run time.</summary>
public static class JsonAnswer
{
    private const int Kept = 64 * 1024;

    private static readonly JsonWriterOptions AsOptionsSay = new() { Encoder = Json.Options.Encoder, SkipValidation = true };

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    /// <summary>Has a type's answers written by generated code.</summary>
    /// <param name="info">
    /// Of a context made with <see cref="Json.Configure"/>. Its code does not ask for converters of numbers: decimals are <see cref="Decimals.Trimmed"/>
    /// before they come here.
    /// </param>
    public static void Generated<T>(JsonTypeInfo<T> info) =>
        Writer<T>.Write = info.SerializeHandler ?? throw new ArgumentException($"No code was generated for {typeof(T)}.", nameof(info));

    public static Task Send<T>(HttpResponse response, T value, CancellationToken ct)
    {
        if (Writer<T>.Write is null) return response.WriteAsJsonAsync(value, Json.Options, ct);
        var body = Bytes(value);
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = body.Length;
        // Copied here and now: the thread's buffer is soon the next answer's.
        response.BodyWriter.Write(body);
        var sent = response.BodyWriter.FlushAsync(ct);
        return sent.IsCompletedSuccessfully ? Task.CompletedTask : sent.AsTask();
    }

    /// <summary>Valid until the thread writes the next.</summary>
    internal static ReadOnlySpan<byte> Bytes<T>(T value)
    {
        var buffer = _buffer;
        if (buffer is null || buffer.Capacity > Kept) (_buffer, _writer) = (buffer = new(4096), null);
        buffer.ResetWrittenCount();
        var writer = _writer ??= new Utf8JsonWriter(buffer, AsOptionsSay);
        writer.Reset(buffer);
        Writer<T>.Write!(writer, value);
        writer.Flush();
        return buffer.WrittenSpan;
    }

    private static class Writer<T>
    {
        public static Action<Utf8JsonWriter, T>? Write { get; set; }
    }
}
