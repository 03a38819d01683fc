using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Orleans.Runtime;

/// <summary>The embedded silo: the directory of activations, the references to grains, and idle collection.</summary>
internal sealed class Silo(
    IServiceProvider services, GrainClasses classes, IOptions<GrainCollectionOptions> collection, TimeProvider time, ILogger<Silo> log)
    : IGrainFactory, IHostedService, IDisposable
{
    private readonly ConcurrentDictionary<GrainId, Activation> activations = new();
    private readonly ConcurrentDictionary<(Type Interface, string? Prefix), GrainReference> prototypes = new();
    private readonly CancellationTokenSource stopped = new();
    private ITimer? collector;
    private volatile bool stopping;

    public IServiceProvider Services => services;

    public TimeProvider Time => time;

    public ILogger Log => log;

    /// <summary>Cancelled when the host no longer waits for activations to go.</summary>
    public CancellationToken Stopped => stopped.Token;

    public int ActivationCount => activations.Count;

    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidKey => (TGrainInterface)(object)Reference(typeof(TGrainInterface), null, primaryKey, grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(primaryKey);
        return (TGrainInterface)(object)Reference(typeof(TGrainInterface), primaryKey, default, grainClassNamePrefix);
    }

    /// <summary>Brings a call to the one activation of its grain, a new one if there is none.</summary>
    public void Dispatch(GrainId id, Call call, bool wait)
    {
        if (call.IsCancelled)
        {
            call.Cancel();
            return;
        }
        while (!stopping)
        {
            if (!activations.TryGetValue(id, out var activation))
                activation = activations.GetOrAdd(id, static (key, silo) => new Activation(silo, key), this);
            if (activation.Enqueue(call, wait))
                return;
            Forget(activation);
        }
        call.Fail(new SiloUnavailableException($"The silo is stopping and takes no more calls, such as one of {id}."));
    }

    public void Forget(Activation activation) => activations.TryRemove(new(activation.Id, activation));

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var quantum = collection.Value.CollectionQuantum;
        collector = time.CreateTimer(static silo => ((Silo)silo!).CollectIdle(), this, quantum, quantum);
        return Task.CompletedTask;
    }

    /// <summary>Takes no more calls, lets the running ones end and deactivates every activation.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        stopping = true;
        collector?.Dispose();
        using var impatient = cancellationToken.UnsafeRegister(static s => ((CancellationTokenSource)s!).Cancel(), stopped);
        var reason = new DeactivationReason(DeactivationReasonCode.ShuttingDown, "The silo is stopping.");
        while (!activations.IsEmpty)
            await Task.WhenAll(activations.Values.Select(a => a.Leave(reason))).WaitAsync(cancellationToken);
    }

    public void Dispose()
    {
        collector?.Dispose();
        stopped.Dispose();
    }

    private void CollectIdle()
    {
        foreach (var (_, activation) in activations)
            activation.CollectIfIdle(collection.Value.CollectionAge);
    }

    private GrainReference Reference(Type grainInterface, string? text, Guid guid, string? prefix) =>
        prototypes.GetOrAdd(
            (grainInterface, prefix),
            static (key, silo) => GrainReference.Prototype(silo, key.Interface, silo.Find(key.Interface, key.Prefix)),
            this).To(text, guid);

    private GrainClass Find(Type grainInterface, string? prefix) => classes.Of(grainInterface, prefix);
}
