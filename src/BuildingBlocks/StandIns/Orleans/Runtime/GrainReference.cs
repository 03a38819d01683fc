using System.Collections.Frozen;
using System.Reflection;

namespace Orleans.Runtime;

/// <summary>Stands for a grain at its callers: turns calls of its interface into <see cref="Call"/>s.</summary>
internal class GrainReference : DispatchProxy, IAddressable
{
    private FrozenDictionary<MethodInfo, GrainMethod> methods = null!;
    private Silo silo = null!;

    public GrainId Id { get; private set; }

    /// <summary>A reference to no particular grain, from which all others of this interface are cloned.</summary>
    public static GrainReference Prototype(Silo silo, Type grainInterface, GrainClass grainClass)
    {
        var reference = (GrainReference)Create(grainInterface, typeof(GrainReference));
        reference.silo = silo;
        reference.Id = new GrainId(grainClass, null, default);
        reference.methods = grainInterface.GetInterfaces().Prepend(grainInterface)
            .SelectMany(i => i.GetMethods())
            .ToFrozenDictionary(m => m, GrainMethod.For);
        return reference;
    }

    public GrainReference To(string? text, Guid guid)
    {
        var copy = (GrainReference)MemberwiseClone();
        copy.Id = Id with { Text = text, Guid = guid };
        return copy;
    }

    public override bool Equals(object? obj) => obj is GrainReference other && other.Id == Id;

    public override int GetHashCode() => Id.GetHashCode();

    public override string ToString() => Id.ToString();

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        methods[targetMethod!].Send(silo, Id, args ?? []);
}
