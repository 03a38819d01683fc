using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Modular.Tests.StandIns;

public sealed class MediatRTests
{
    private static readonly string[] Both = ["outer in", "inner in", "handled", "inner out", "outer out"];

    private readonly List<string> steps = [];

    private ISender Sender(Action<MediatRServiceConfiguration> configure) => new ServiceCollection()
        .AddSingleton(steps)
        .AddMediatR(c =>
        {
            c.RegisterServicesFromAssembly(typeof(MediatRTests).Assembly);
            configure(c);
        })
        .BuildServiceProvider()
        .GetRequiredService<ISender>();

    [Fact]
    public async Task An_internal_handler_nested_in_its_slice_is_found()
    {
        (await Sender(_ => { }).Send(new Greet.Command("Ana"))).ShouldBe("Hello Ana");
        (await Sender(_ => { }).Send(new Shout.Command("Ana"))).ShouldBe("ANA");
    }

    [Fact]
    public async Task Behaviors_run_in_the_order_of_their_registration_around_the_handler()
    {
        await Sender(c => c.AddOpenBehavior(typeof(Outer<,>)).AddOpenBehavior(typeof(Inner<,>))).Send(new Greet.Command("Ana"));
        steps.ShouldBe(Both);
    }

    [Fact]
    public async Task A_behavior_is_passed_by_where_its_constraints_do_not_fit()
    {
        var sender = Sender(c => c.AddOpenBehavior(typeof(Outer<,>)).AddOpenBehavior(typeof(Inner<,>)));
        await sender.Send(new Shout.Command("Ana"));
        steps.ShouldBe(["outer in", "outer out"]);
    }

    [Fact]
    public async Task A_behavior_may_answer_itself()
    {
        (await Sender(c => c.AddOpenBehavior(typeof(Refusal<,>))).Send(new Greet.Command("Ana"))).ShouldBe("refused");
        steps.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_behavior_may_call_on_twice()
    {
        await Sender(c => c.AddOpenBehavior(typeof(Twice<,>)).AddOpenBehavior(typeof(Inner<,>))).Send(new Greet.Command("Ana"));
        steps.Count(s => s == "handled").ShouldBe(2);
        steps.Count(s => s == "inner in").ShouldBe(2);
    }

    [Fact]
    public async Task A_request_without_handler_is_an_error() =>
        await Should.ThrowAsync<InvalidOperationException>(() => Sender(_ => { }).Send(new Orphan()));

    internal sealed record Orphan : IRequest<Unit>;

    internal interface IPolite;

    internal static class Greet
    {
        public sealed record Command(string Name) : IRequest<string>, IPolite;

        public sealed class Handler(List<string> steps) : IRequestHandler<Command, string>
        {
            public Task<string> Handle(Command request, CancellationToken cancellationToken)
            {
                steps.Add("handled");
                return Task.FromResult($"Hello {request.Name}");
            }
        }
    }

    internal static class Shout
    {
        public sealed record Command(string Name) : IRequest<string>;

        public sealed class Handler : IRequestHandler<Command, string>
        {
            public Task<string> Handle(Command request, CancellationToken cancellationToken) =>
                Task.FromResult(request.Name.ToUpperInvariant());
        }
    }

    internal sealed class Outer<TRequest, TResponse>(List<string> steps) : IPipelineBehavior<TRequest, TResponse>
        where TRequest : notnull
    {
        public async Task<TResponse> Handle(TRequest request, RequestHandlerDelegate<TResponse> next, CancellationToken cancellationToken)
        {
            steps.Add("outer in");
            var answer = await next();
            steps.Add("outer out");
            return answer;
        }
    }

    internal sealed class Inner<TRequest, TResponse>(List<string> steps) : IPipelineBehavior<TRequest, TResponse>
        where TRequest : IPolite
    {
        public async Task<TResponse> Handle(TRequest request, RequestHandlerDelegate<TResponse> next, CancellationToken cancellationToken)
        {
            steps.Add("inner in");
            var answer = await next();
            steps.Add("inner out");
            return answer;
        }
    }

    internal sealed class Twice<TRequest, TResponse> : IPipelineBehavior<TRequest, TResponse>
        where TRequest : notnull
    {
        public async Task<TResponse> Handle(TRequest request, RequestHandlerDelegate<TResponse> next, CancellationToken cancellationToken)
        {
            await next();
            return await next();
        }
    }

    internal sealed class Refusal<TRequest, TResponse> : IPipelineBehavior<TRequest, TResponse>
        where TRequest : notnull
        where TResponse : class
    {
        public Task<TResponse> Handle(TRequest request, RequestHandlerDelegate<TResponse> next, CancellationToken cancellationToken) =>
            Task.FromResult((TResponse)(object)"refused");
    }
}
