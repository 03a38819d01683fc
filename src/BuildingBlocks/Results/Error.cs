using System.Globalization;
using Orleans;

namespace Modular.BuildingBlocks.Results;

/// <summary>What kind of refusal an <see cref="Error"/> is; each has one HTTP status.</summary>
public enum ErrorKind
{
    /// <summary>There is no such thing for this account (404).</summary>
    NotFound,
    /// <summary>The input cannot be used (400).</summary>
    Invalid,
    /// <summary>The state of things forbids it (409).</summary>
    Conflict,
    /// <summary>This caller may not (403).</summary>
    Forbidden,
    /// <summary>The version named is not the present one (412).</summary>
    Stale,
    /// <summary>The version must be named and is not (428).</summary>
    PreconditionRequired,
    /// <summary>Nobody is signed in, or the session has ended (401).</summary>
    SignedOut,
    /// <summary>It was asked too often; the first argument is after how many seconds it may be asked again (429).</summary>
    TooMany,
}

/// <summary>A refusal that a user can cause. The sentence for <see cref="Code"/> comes from the module's texts.</summary>
/// <param name="Code">Stable, <c>module.snake_case</c>; also the key of its sentence.</param>
/// <param name="Args">Fill the sentence's <c>{0}</c>, <c>{1}</c> ….</param>
/// <param name="Field">The input's name in camelCase, where one field is at fault.</param>
/// <param name="Fields">Every faulty field, where a validator found several.</param>
[GenerateSerializer, Immutable, Alias("Error")]
public sealed record Error(
    [property: Id(0)] ErrorKind Kind,
    [property: Id(1)] string Code,
    [property: Id(2)] IReadOnlyList<string> Args,
    [property: Id(3)] string? Field = null,
    [property: Id(4)] IReadOnlyList<FieldError>? Fields = null)
{
    public static Error NotFound(string code, params string[] args) => new(ErrorKind.NotFound, code, args);

    public static Error Invalid(string code, string field, params string[] args) => new(ErrorKind.Invalid, code, args, field);

    public static Error Conflict(string code, params string[] args) => new(ErrorKind.Conflict, code, args);

    public static Error Forbidden(string code, params string[] args) => new(ErrorKind.Forbidden, code, args);

    public static Error Stale(string code, params string[] args) => new(ErrorKind.Stale, code, args);

    public static Error PreconditionRequired(string code, params string[] args) => new(ErrorKind.PreconditionRequired, code, args);

    public static Error TooMany(string code, TimeSpan retryAfter) =>
        new(ErrorKind.TooMany, code, [((int)Math.Ceiling(retryAfter.TotalSeconds)).ToString(CultureInfo.InvariantCulture)]);

    /// <summary>The same refusal, laid at the door of one field.</summary>
    public Error On(string field) => this with { Field = field };
}

/// <summary>One faulty field and the finished sentence that says how to mend it.</summary>
[GenerateSerializer, Immutable, Alias("FieldError")]
public sealed record FieldError([property: Id(0)] string Field, [property: Id(1)] string Message);
