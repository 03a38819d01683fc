using System.Diagnostics.CodeAnalysis;
using Orleans.Runtime;

namespace Orleans.Runtime
{
    /// <summary>A grain's timer; disposing it ends it.</summary>
    public interface IGrainTimer : IDisposable
    {
        /// <summary>Starts the waiting anew.</summary>
        void Change(TimeSpan dueTime, TimeSpan period);
    }

    /// <summary>When a grain timer ticks.</summary>
    public readonly struct GrainTimerCreationOptions()
    {
        /// <summary>A timer that first ticks after <paramref name="dueTime"/> and then <paramref name="period"/> after each tick's end.</summary>
        [SetsRequiredMembers]
        public GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period)
            : this()
        {
            DueTime = dueTime;
            Period = period;
        }

        /// <summary>The time to the first tick; <see cref="Timeout.InfiniteTimeSpan"/>: not started.</summary>
        public required TimeSpan DueTime { get; init; }

        /// <summary>The time from a tick's end to the next; <see cref="Timeout.InfiniteTimeSpan"/>: no next.</summary>
        public required TimeSpan Period { get; init; }

        /// <summary>Whether ticks may interleave with calls; the embedded silo is stricter and gives each tick its own turn.</summary>
        public bool Interleave { get; init; }

        /// <summary>Whether ticks count as use, so that the activation is not collected as idle.</summary>
        public bool KeepAlive { get; init; }
    }
}

namespace Orleans
{
    /// <summary>What a grain can ask of its activation.</summary>
    public static class GrainBaseExtensions
    {
        /// <summary>Lets go of this activation when the running calls are done; waiting calls go to a fresh one.</summary>
        public static void DeactivateOnIdle(this IGrainBase grain) => grain.GrainContext.Deactivate(
            new DeactivationReason(DeactivationReasonCode.ApplicationRequested, "DeactivateOnIdle was called."));

        /// <summary>Starts a timer whose ticks take their turn among the calls and which ends with the activation.</summary>
        public static IGrainTimer RegisterGrainTimer<TState>(
            this IGrainBase grain, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options)
        {
            ArgumentNullException.ThrowIfNull(callback);
            return GrainTimer.Start((Activation)grain.GrainContext, ct => callback(state, ct), options);
        }

        /// <inheritdoc cref="RegisterGrainTimer{TState}(IGrainBase, Func{TState, CancellationToken, Task}, TState, GrainTimerCreationOptions)" />
        public static IGrainTimer RegisterGrainTimer(
            this IGrainBase grain, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options) =>
            grain.RegisterGrainTimer(static (call, ct) => call(ct), callback, options);

        /// <inheritdoc cref="RegisterGrainTimer{TState}(IGrainBase, Func{TState, CancellationToken, Task}, TState, GrainTimerCreationOptions)" />
        public static IGrainTimer RegisterGrainTimer(
            this IGrainBase grain, Func<Task> callback, GrainTimerCreationOptions options) =>
            grain.RegisterGrainTimer(static (call, _) => call(), callback, options);

        /// <inheritdoc cref="RegisterGrainTimer{TState}(IGrainBase, Func{TState, CancellationToken, Task}, TState, GrainTimerCreationOptions)" />
        public static IGrainTimer RegisterGrainTimer<TState>(
            this IGrainBase grain, Func<TState, Task> callback, TState state, GrainTimerCreationOptions options) =>
            grain.RegisterGrainTimer(static (call, _) => call.callback(call.state), (callback, state), options);

        /// <inheritdoc cref="RegisterGrainTimer{TState}(IGrainBase, Func{TState, CancellationToken, Task}, TState, GrainTimerCreationOptions)" />
        public static IGrainTimer RegisterGrainTimer(
            this IGrainBase grain, Func<Task> callback, TimeSpan dueTime, TimeSpan period) =>
            grain.RegisterGrainTimer(callback, new GrainTimerCreationOptions(dueTime, period));

        /// <inheritdoc cref="RegisterGrainTimer{TState}(IGrainBase, Func{TState, CancellationToken, Task}, TState, GrainTimerCreationOptions)" />
        public static IGrainTimer RegisterGrainTimer(
            this IGrainBase grain, Func<CancellationToken, Task> callback, TimeSpan dueTime, TimeSpan period) =>
            grain.RegisterGrainTimer(callback, new GrainTimerCreationOptions(dueTime, period));

        /// <inheritdoc cref="RegisterGrainTimer{TState}(IGrainBase, Func{TState, CancellationToken, Task}, TState, GrainTimerCreationOptions)" />
        public static IGrainTimer RegisterGrainTimer<TState>(
            this IGrainBase grain, Func<TState, Task> callback, TState state, TimeSpan dueTime, TimeSpan period) =>
            grain.RegisterGrainTimer(callback, state, new GrainTimerCreationOptions(dueTime, period));

        /// <inheritdoc cref="RegisterGrainTimer{TState}(IGrainBase, Func{TState, CancellationToken, Task}, TState, GrainTimerCreationOptions)" />
        public static IGrainTimer RegisterGrainTimer<TState>(
            this IGrainBase grain, Func<TState, CancellationToken, Task> callback, TState state, TimeSpan dueTime, TimeSpan period) =>
            grain.RegisterGrainTimer(callback, state, new GrainTimerCreationOptions(dueTime, period));
    }
}
