namespace MediatR;

/// <summary>What every request is, whatever it answers.</summary>
public interface IBaseRequest;

/// <summary>A request that is answered with a <typeparamref name="TResponse"/>.</summary>
public interface IRequest<out TResponse> : IBaseRequest;

/// <summary>Answers one kind of request.</summary>
public interface IRequestHandler<in TRequest, TResponse>
    where TRequest : IRequest<TResponse>
{
    /// <summary>Answers <paramref name="request"/>.</summary>
    Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken);
}

/// <summary>Hands a request to the one handler that answers it.</summary>
public interface ISender
{
    /// <summary>Sends <paramref name="request"/> through the behaviours to its handler.</summary>
    Task<TResponse> Send<TResponse>(IRequest<TResponse> request, CancellationToken cancellationToken = default);
}

/// <summary>The sender under its older name.</summary>
public interface IMediator : ISender;

/// <summary>The rest of the pipeline, ending in the handler.</summary>
#pragma warning disable CA1711 // MediatR's name.
public delegate Task<TResponse> RequestHandlerDelegate<TResponse>();
#pragma warning restore CA1711

/// <summary>A step around the handlers of all requests that fit its constraints.</summary>
public interface IPipelineBehavior<in TRequest, TResponse>
    where TRequest : notnull
{
    /// <summary>Does its part and calls <paramref name="next"/>, or answers itself.</summary>
    Task<TResponse> Handle(TRequest request, RequestHandlerDelegate<TResponse> next, CancellationToken cancellationToken);
}
