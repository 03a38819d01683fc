using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;

namespace MediatR;

/// <summary>Finds the handler and the behaviours of a request in the container and runs them.</summary>
public class Mediator(IServiceProvider services) : IMediator
{
    private static readonly ConcurrentDictionary<(Type Request, Type Response), object> Pipelines = new();

    /// <inheritdoc />
    public Task<TResponse> Send<TResponse>(IRequest<TResponse> request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var pipeline = (Pipeline<TResponse>)Pipelines.GetOrAdd(
            (request.GetType(), typeof(TResponse)),
            static key => Activator.CreateInstance(typeof(Pipeline<,>).MakeGenericType(key.Request, key.Response))!);
        return pipeline.Run(request, services, cancellationToken);
    }

    private abstract class Pipeline<TResponse>
    {
        public abstract Task<TResponse> Run(IRequest<TResponse> request, IServiceProvider services, CancellationToken ct);
    }

    private sealed class Pipeline<TRequest, TResponse> : Pipeline<TResponse>
        where TRequest : IRequest<TResponse>
    {
        public override Task<TResponse> Run(IRequest<TResponse> request, IServiceProvider services, CancellationToken ct)
        {
            var asked = (TRequest)request;
            var behaviors = services.GetServices<IPipelineBehavior<TRequest, TResponse>>();
            var steps = behaviors as IPipelineBehavior<TRequest, TResponse>[] ?? [.. behaviors];
            if (steps.Length == 0)
                return Handler(services).Handle(asked, ct);

            // The handler is made when it is reached, so a refusal in front of it costs none of its dependencies.
            RequestHandlerDelegate<TResponse> next = () => Handler(services).Handle(asked, ct);
            for (var i = steps.Length - 1; i >= 0; i--)
            {
                var (step, rest) = (steps[i], next);
                next = () => step.Handle(asked, rest, ct);
            }
            return next();
        }

        private static IRequestHandler<TRequest, TResponse> Handler(IServiceProvider services) =>
            services.GetRequiredService<IRequestHandler<TRequest, TResponse>>();
    }
}
