using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Modular.BuildingBlocks.Audit;
using Modular.BuildingBlocks.Callers;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Results;

namespace Modular.BuildingBlocks.Http;

/// <summary>Marks a route that answers a repeated <c>Idempotency-Key</c> with its first answer.</summary>
public static class Idempotency
{
    public static RouteHandlerBuilder Idempotent(this RouteHandlerBuilder route) => route.WithMetadata(
        new Mark(), new TakesHeader("Idempotency-Key", "Chosen by the client: a repetition gets the first answer."));

    internal sealed class Mark;
}

/// <summary>The id of the change a request asks for: the same for every repetition of an <c>Idempotency-Key</c>.</summary>
/// <remarks>A handler gives it to what it makes, so that a repetition after a crash finds the first attempt's work.</remarks>
public sealed class CommandId
{
    private Guid _value;

    public Guid Value
    {
        get => _value == default ? _value = Guid.CreateVersion7() : _value;
        internal set => _value = value;
    }

    /// <summary>Whether the caller chose it, so that it may come again.</summary>
    public bool IsChosen { get; internal set; }

    /// <summary>Takes a form's hidden key as <c>Idempotency-Key</c>, so that a double click or a reload asks for the same change.</summary>
    /// <param name="path">The API's path for the same change.</param>
    public void Choose(Caller caller, string path, string key) => (Value, IsChosen) = (Of(caller, path, key), true);

    /// <summary>Goes on with a change that was asked for before, under its id.</summary>
    public void Resume(Guid id) => (Value, IsChosen) = (id, true);

    internal static Guid Of(Caller caller, string path, string key)
    {
        // Keys of visitors are kept apart by where they come from: nobody gets an answer that was somebody else's.
        var who = caller.IsSignedIn ? $"{caller.AccountId:N}/{caller.UserId:N}" : $"visitor/{Actor.Current.RemoteAddress}";
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{who}{path}\n{key}"));
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }
}

/// <summary>Keeps the first successful answer of a key for a day; a refusal is not kept, so a mended request may use its key again.</summary>
public sealed class IdempotencyMiddleware(RequestDelegate next, IdempotencyStore store)
{
    private const int MaxKeyLength = 200;
    private const int MaxBody = 2 * 1024 * 1024;

    public async Task Invoke(HttpContext http, Caller caller, CommandId command)
    {
        var key = http.Request.Headers["Idempotency-Key"].ToString();
        if (key.Length == 0 || http.GetEndpoint()?.Metadata.GetMetadata<Idempotency.Mark>() is null)
        {
            await next(http);
            return;
        }

        if (key.Length > MaxKeyLength || key.Any(char.IsControl))
        {
            await new Problem(Error.Invalid("request.idempotency_key_malformed", "Idempotency-Key")).ExecuteAsync(http);
            return;
        }

        var path = http.Request.Path.Value!;
        command.Choose(caller, path, key);
        var claim = await store.Claim(caller, command.Value, await HashOf(http.Request), http.RequestAborted);
        if (claim is { Refusal: { } refusal })
        {
            await new Problem(refusal).ExecuteAsync(http);
        }
        else if (claim is { First: { } first })
        {
            await Replay(http.Response, first);
        }
        else
        {
            await Record(http, command.Value);
        }
    }

    private async Task Record(HttpContext http, Guid id)
    {
        var (wire, aborted) = (http.Response.Body, http.RequestAborted);
        using var copy = new MemoryStream();
        http.Response.Body = copy;
        // Whoever goes away may come back for the answer: what is begun is finished, for not every change could be begun again.
        http.RequestAborted = CancellationToken.None;
        var kept = false;
        await using var renewing = store.Renew(id);
        try
        {
            await next(http);
            if (http.Response.StatusCode is >= 200 and < 300)
            {
                var headers = http.Response.Headers;
                await store.Keep(id, new StoredAnswer(
                    http.Response.StatusCode, http.Response.ContentType, headers.Location, headers.ETag, copy.ToArray()));
                kept = true;
            }
        }
        finally
        {
            (http.Response.Body, http.RequestAborted) = (wire, aborted);
            if (!kept) await store.Release(id);
        }

        await wire.WriteAsync(copy.GetBuffer().AsMemory(0, (int)copy.Length), http.RequestAborted);
    }

    private static async Task Replay(HttpResponse response, StoredAnswer first)
    {
        response.StatusCode = first.Status;
        response.ContentType = first.ContentType;
        if (first.Location is not null) response.Headers.Location = first.Location;
        if (first.Etag is not null) response.Headers.ETag = first.Etag;
        response.Headers["Idempotency-Replayed"] = "true";
        if (first.Body.Length > 0) await response.Body.WriteAsync(first.Body);
    }

    private static async Task<byte[]> HashOf(HttpRequest request)
    {
        var limit = request.HttpContext.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize ?? MaxBody;
        request.EnableBuffering(bufferThreshold: 64 * 1024, bufferLimit: limit);
        var body = await SHA256.HashDataAsync(request.Body, request.HttpContext.RequestAborted);
        request.Body.Position = 0;
        return SHA256.HashData([.. body, .. Encoding.UTF8.GetBytes(request.Method + request.QueryString)]);
    }
}
