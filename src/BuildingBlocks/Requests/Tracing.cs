using System.Diagnostics;
using MediatR;
using Modular.BuildingBlocks.Results;

namespace Modular.BuildingBlocks.Requests;

/// <summary>One span per request, named after its slice, with the refusal's code where there is one.</summary>
public sealed class Tracing<TRequest, TResponse> : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
    where TResponse : IOutcome<TResponse>
{
    private static readonly ActivitySource Source = new("Modular");
    private static readonly string Name = typeof(TRequest).DeclaringType?.Name ?? typeof(TRequest).Name;

    public async Task<TResponse> Handle(TRequest request, RequestHandlerDelegate<TResponse> next, CancellationToken cancellationToken)
    {
        using var span = Source.StartActivity(Name);
        var response = await next();
        if (response.Error is { } error) span?.SetTag("modular.refusal", error.Code);
        return response;
    }
}
