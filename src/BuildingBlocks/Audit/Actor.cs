using Orleans;
using Orleans.Runtime;

namespace Modular.BuildingBlocks.Audit;

/// <summary>Who acts, and from where: travels with a request into the grains that it reaches.</summary>
/// <param name="UserId">Null: the system itself.</param>
/// <param name="Behalf">The reason that the distributor's staff gave for acting for a reseller; null for everybody else.</param>
/// <param name="CorrelationId">The trace id of the request.</param>
[GenerateSerializer, Immutable, Alias("Actor")]
public sealed record Actor(
    [property: Id(0)] Guid? UserId,
    [property: Id(1)] string? Behalf,
    [property: Id(2)] string? CorrelationId,
    [property: Id(3)] string? RemoteAddress)
{
    private const string Key = "actor";

    public static readonly Actor System = new(null, null, null, null);

    public static Actor Current => RequestContext.Get(Key) as Actor ?? System;

    /// <summary>From here on, in this flow of execution.</summary>
    public static void Is(Actor actor) => RequestContext.Set(Key, actor);
}
