using System.Reflection;
using Orleans;

namespace Modular.Tests.Architecture;

/// <summary>What keeps the build against real Orleans alive: its serializer's and its code generator's demands.</summary>
public sealed class GrainTests
{
    private static readonly IReadOnlyList<Type> Interfaces =
        [.. Source.ModuleAssemblies.SelectMany(a => a.GetTypes()).Where(t => t.IsInterface && typeof(IGrain).IsAssignableFrom(t))];

    private static readonly IReadOnlyList<MethodInfo> Methods = [.. Interfaces.SelectMany(i => i.GetMethods())];

    [Fact]
    public void Grain_methods_answer_tasks()
    {
        Interfaces.ShouldNotBeEmpty();
        Methods.Where(m => !IsTask(m.ReturnType)).Select(Name).ShouldBeNone("Answer Task, Task<T> or ValueTask<T>:");
    }

    [Fact]
    public void Grain_interfaces_and_their_methods_have_stable_names() =>
        Interfaces.Where(i => i.GetCustomAttribute<AliasAttribute>() is null).Select(i => i.FullName!)
            .Concat(Methods.Where(m => m.GetCustomAttribute<AliasAttribute>() is null).Select(Name))
            .ShouldBeNone("Give each an [Alias], or renaming it breaks a cluster that is being updated:");

    [Fact]
    public void Aliases_are_said_once() =>
        Source.Assemblies.SelectMany(a => a.GetTypes())
            .Select(t => (Type: t, t.GetCustomAttribute<AliasAttribute>()?.Alias))
            .Where(t => t.Alias is not null)
            .GroupBy(t => t.Alias)
            .Where(g => g.Count() > 1)
            .Select(g => $"{g.Key}: {string.Join(", ", g.Select(t => t.Type.FullName))}")
            .ShouldBeNone("Two types with one alias:");

    [Fact]
    public void What_crosses_a_grain_boundary_can_be_serialized()
    {
        var crossing = Crossing();
        crossing.ShouldNotBeEmpty();
        crossing.Where(t => !t.IsEnum).SelectMany(Missing).ShouldBeNone("Types that cross a grain boundary need these:");
    }

    private static bool IsTask(Type type) =>
        type == typeof(Task) || type == typeof(ValueTask)
        || (type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Task<>) || type.GetGenericTypeDefinition() == typeof(ValueTask<>)));

    private static string Name(MethodInfo method) => $"{method.DeclaringType!.FullName}.{method.Name}";

    /// <summary>Our own types among parameters, results and, from there, members.</summary>
    private static HashSet<Type> Crossing()
    {
        var found = new HashSet<Type>();
        var open = new Stack<Type>(Methods.SelectMany(m => m.GetParameters().Select(p => p.ParameterType).Append(m.ReturnType)));
        while (open.TryPop(out var type))
        {
            if (type.IsArray) open.Push(type.GetElementType()!);
            if (type.IsGenericType)
            {
                foreach (var argument in type.GetGenericArguments()) open.Push(argument);
            }
            if (!Source.Assemblies.Contains(type.Assembly) || type.Namespace!.StartsWith("Orleans", StringComparison.Ordinal) || !found.Add(type)) continue;
            foreach (var member in State(type)) open.Push(member.PropertyType);
            if (type.BaseType is { } parent) open.Push(parent);
            foreach (var derived in type.IsAbstract ? type.Assembly.GetTypes().Where(t => t.BaseType == type) : []) open.Push(derived);
        }
        return found;
    }

    private static IEnumerable<string> Missing(Type type)
    {
        if (type.GetCustomAttribute<GenerateSerializerAttribute>() is null) yield return $"{type.FullName}: [GenerateSerializer]";
        if (type.GetCustomAttribute<AliasAttribute>() is null) yield return $"{type.FullName}: [Alias]";
        if (type.GetCustomAttribute<ImmutableAttribute>() is null) yield return $"{type.FullName}: [Immutable]";
        var ids = new HashSet<uint>();
        foreach (var member in State(type))
        {
            if ((member.GetCustomAttribute<IdAttribute>() ?? Field(member)?.GetCustomAttribute<IdAttribute>()) is not { } id)
                yield return $"{type.FullName}.{member.Name}: [Id]";
            else if (!ids.Add(id.Id))
                yield return $"{type.FullName}.{member.Name}: an [Id] that no other member has";
        }
        foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
        {
            if (!field.IsInitOnly && !type.IsValueType) yield return $"{type.FullName}.{field.Name}: to be readonly, as it is called immutable";
        }
    }

    /// <summary>The properties that hold something, not those that compute.</summary>
    private static IEnumerable<PropertyInfo> State(Type type) =>
        type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            .Where(p => Field(p) is not null);

    private static FieldInfo? Field(PropertyInfo property) =>
        property.DeclaringType!.GetField($"<{property.Name}>k__BackingField", BindingFlags.Instance | BindingFlags.NonPublic);
}
