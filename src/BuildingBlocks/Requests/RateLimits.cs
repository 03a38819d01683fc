using System.Net;
using System.Net.Sockets;
using System.Reflection;
using System.Threading.RateLimiting;
using MediatR;
using Microsoft.Extensions.Configuration;
using Modular.BuildingBlocks.Audit;
using Modular.BuildingBlocks.Results;

namespace Modular.BuildingBlocks.Requests;

/// <summary>How often a request may come from one address, by whichever door; the configuration's <c>RateLimits:{name}</c> sets another number of permits.</summary>
/// <param name="name">Requests of one name share their permits.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class LimitedAttribute(string name, int permits, int seconds) : Attribute
{
    public string Name => name;

    public int Permits => permits;

    public TimeSpan Window => TimeSpan.FromSeconds(seconds);
}

/// <summary>Counts limited requests per address, in this host's memory.</summary>
public sealed class RateLimits(IConfiguration configuration) : IDisposable
{
    private readonly PartitionedRateLimiter<(LimitedAttribute Limit, string Address)> _limiter =
        PartitionedRateLimiter.Create<(LimitedAttribute Limit, string Address), (string, string)>(asked =>
            RateLimitPartition.GetFixedWindowLimiter((asked.Limit.Name, asked.Address), _ => new()
            {
                PermitLimit = configuration.GetValue("RateLimits:" + asked.Limit.Name, asked.Limit.Permits),
                Window = asked.Limit.Window,
            }));

    /// <returns>The refusal where this address has used up its permits.</returns>
    public Error? Refusal(LimitedAttribute limit, string? remoteAddress) => Refusal(limit, remoteAddress, 1);

    /// <summary>The same without counting: for what will be counted later.</summary>
    public Error? UsedUp(LimitedAttribute limit, string? remoteAddress) => Refusal(limit, remoteAddress, 0);

    private Error? Refusal(LimitedAttribute limit, string? remoteAddress, int permits)
    {
        using var lease = _limiter.AttemptAcquire((limit, Network(remoteAddress)), permits);
        if (lease.IsAcquired) return null;
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : limit.Window;
        return Error.TooMany("request.too_many", wait);
    }

    public void Dispose() => _limiter.Dispose();

    /// <summary>One customer has all of an IPv6 /64.</summary>
    public static string Network(string? remoteAddress) =>
        IPAddress.TryParse(remoteAddress, out var address) && address is { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false }
            ? Convert.ToHexString(address.GetAddressBytes(), 0, 8)
            : remoteAddress ?? "";
}

/// <summary>Refuses a <see cref="LimitedAttribute"/> request that came too often.</summary>
public sealed class Limiting<TRequest, TResponse>(RateLimits limits) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
    where TResponse : IOutcome<TResponse>
{
    private static readonly LimitedAttribute? Limit = typeof(TRequest).GetCustomAttribute<LimitedAttribute>();

    public Task<TResponse> Handle(TRequest request, RequestHandlerDelegate<TResponse> next, CancellationToken cancellationToken) =>
        Limit is not null && limits.Refusal(Limit, Actor.Current.RemoteAddress) is { } refusal ? Task.FromResult(TResponse.From(refusal)) : next();
}
