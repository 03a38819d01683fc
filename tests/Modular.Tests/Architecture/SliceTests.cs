using System.Reflection;
using System.Text.RegularExpressions;
using FluentValidation;
using MediatR;
using Modular.BuildingBlocks.Requests;

namespace Modular.Tests.Architecture;

/// <summary>Every slice can be reached, and says who may.</summary>
public sealed class SliceTests
{
    private static readonly IReadOnlyList<Type> Requests =
        [.. Source.ModuleAssemblies.SelectMany(a => a.GetTypes()).Where(t => t is { IsClass: true, IsAbstract: false } && Answers(t).Any())];

    [Fact]
    public void Every_request_has_exactly_one_access_mark()
    {
        Requests.ShouldNotBeEmpty();
        Requests.Where(t => t.GetCustomAttributes<AccessAttribute>().Count() != 1)
            .Select(t => t.FullName!)
            .ShouldBeNone("Mark each request with one of [Requires(…)], [SignedIn], [AllowAnyone]:");
    }

    [Fact]
    public void Every_request_answers_a_Result_so_that_the_pipeline_can_refuse_it() =>
        Requests.SelectMany(t => Answers(t).Select(i => (Type: t, Answer: i.GetGenericArguments()[0])))
            .Where(r => !(r.Answer.IsGenericType && r.Answer.GetGenericTypeDefinition() == typeof(BuildingBlocks.Results.Result<>)))
            .Select(r => r.Type.FullName!)
            .ShouldBeNone("Not a Result<T>:");

    [Fact]
    public void Every_request_has_exactly_one_handler()
    {
        var handled = Source.ModuleAssemblies.SelectMany(a => a.GetTypes())
            .SelectMany(t => t.GetInterfaces())
            .Where(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IRequestHandler<,>))
            .GroupBy(i => i.GetGenericArguments()[0])
            .ToDictionary(g => g.Key, g => g.Count());
        Requests.Where(t => handled.GetValueOrDefault(t) != 1).Select(t => $"{t.FullName}: {handled.GetValueOrDefault(t)} handlers")
            .ShouldBeNone("One handler each:");
    }

    [Fact]
    public void A_privilege_that_a_request_needs_can_be_granted()
    {
        var known = Source.Modules.SelectMany(m => m.Privileges).Select(p => p.Name).ToHashSet();
        Requests.Select(t => (t.FullName, Mark: t.GetCustomAttribute<AccessAttribute>()))
            .Where(r => r.Mark is RequiresAttribute && !known.Contains(r.Mark.Privilege))
            .Select(r => $"{r.FullName} requires {r.Mark!.Privilege}")
            .ShouldBeNone("No module's Privileges list these:");
    }

    [Fact]
    public void Every_slice_with_a_door_is_mapped_by_its_module()
    {
        var slices = Source.Modules.SelectMany(module => module.Assembly.GetTypes()
            .Where(t => t is { IsAbstract: true, IsSealed: true, IsNested: false } && t.Namespace?.EndsWith(".Features", StringComparison.Ordinal) == true)
            .Where(t => t.GetMethods(BindingFlags.Static | BindingFlags.Public).Any(m => m.Name.StartsWith("Map", StringComparison.Ordinal)))
            .Select(slice => (module, slice))).ToArray();
        slices.ShouldNotBeEmpty();
        slices.Where(s => !Regex.IsMatch(TextOf(s.module), $@"\b{s.slice.Name}\.Map\w*\("))
            .Select(s => $"{s.slice.Name} is missing in {s.module.GetType().Name}.AddRoutes")
            .ShouldBeNone("A slice that nobody maps cannot be reached:");
    }

    [Fact]
    public void A_slice_has_a_Map_or_a_page_that_sends_it()
    {
        var pages = string.Concat(Source.Files("src/Modules", ".razor", ".cs").Select(f => f.Text));
        Requests.Where(t => t.DeclaringType is { } slice
                && !slice.GetMethods(BindingFlags.Static | BindingFlags.Public).Any(m => m.Name.StartsWith("Map", StringComparison.Ordinal))
                && !Regex.IsMatch(pages, $@"new {slice.Name}\.{t.Name}\b"))
            .Select(t => t.FullName!)
            .ShouldBeNone("Nothing sends these:");
    }

    [Fact]
    public void Rules_are_found_because_they_can_be_made_without_arguments() =>
        Source.ModuleAssemblies.SelectMany(a => a.GetTypes())
            .Where(t => typeof(IValidator).IsAssignableFrom(t) && !t.IsAbstract && t.GetConstructor(Type.EmptyTypes) is null)
            .Select(t => t.FullName!)
            .ShouldBeNone("A validator with constructor arguments is not registered:");

    private static IEnumerable<Type> Answers(Type type) =>
        type.GetInterfaces().Where(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IRequest<>));

    private static string TextOf(BuildingBlocks.Modules.Module module) => File.ReadAllText(
        Path.Combine(Source.Root, Source.FolderOf(module), module.GetType().Name + ".cs"));
}
