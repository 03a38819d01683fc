namespace Modular.BuildingBlocks.Requests;

/// <summary>Who may send a request or open a page. Every request and every page carries exactly one.</summary>
[AttributeUsage(AttributeTargets.Class)]
public abstract class AccessAttribute : Attribute
{
    /// <summary>As the endpoint manifest spells it: a privilege, <c>signed-in</c> or <c>anonymous</c>.</summary>
    public abstract string Privilege { get; }

    /// <summary>Not for staff that acts on behalf of an account: a thing of the user's own, or of the account's own people.</summary>
    public bool InPerson { get; init; }
}

/// <summary>Only callers with this privilege in the account they act for.</summary>
public sealed class RequiresAttribute(string privilege) : AccessAttribute
{
    public override string Privilege => privilege;

    /// <summary>Another privilege that will do as well.</summary>
    public string? Or { get; init; }
}

/// <summary>Whoever is signed in; programs only where it says so, as most of it is about a person.</summary>
public sealed class SignedInAttribute : AccessAttribute
{
    public const string Name = "signed-in";

    /// <summary>Also while the caller has a <see cref="Callers.Caller.Pending"/> step to do.</summary>
    public bool WhilePending { get; init; }

    /// <summary>Also for an account's programs (<see cref="Callers.Caller.IsClient"/>), whatever their scopes.</summary>
    public bool ClientsToo { get; init; }

    public override string Privilege => Name;
}

/// <summary>Anybody, visitors too.</summary>
public sealed class AllowAnyoneAttribute : AccessAttribute
{
    public const string Name = "anonymous";

    public override string Privilege => Name;
}
