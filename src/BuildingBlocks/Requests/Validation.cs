using FluentValidation;
using MediatR;
using Modular.BuildingBlocks.Results;

namespace Modular.BuildingBlocks.Requests;

/// <summary>Checks the shape of a request before its handler sees it; all faulty fields are told at once, each with one sentence.</summary>
public sealed class Validation<TRequest, TResponse>(IEnumerable<IValidator<TRequest>> validators) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
    where TResponse : IOutcome<TResponse>
{
    public Task<TResponse> Handle(TRequest request, RequestHandlerDelegate<TResponse> next, CancellationToken cancellationToken)
    {
        List<FieldError>? faults = null;
        foreach (var validator in validators)
        {
            foreach (var failure in validator.Validate(request).Errors)
            {
                var field = FieldNames.Camel(failure.PropertyName);
                if (faults?.Any(fault => fault.Field == field) != true) (faults ??= []).Add(new FieldError(field, failure.ErrorMessage));
            }
        }

        return faults is null
            ? next()
            : Task.FromResult(TResponse.From(new Error(ErrorKind.Invalid, "request.invalid", [], Fields: faults)));
    }
}

/// <summary>Writes a property path as the client sees it: <c>ShipTo.Line1</c> is <c>shipTo.line1</c>.</summary>
public static class FieldNames
{
    public static string Camel(string path) =>
        string.Join('.', path.Split('.').Select(p => p.Length == 0 ? p : char.ToLowerInvariant(p[0]) + p[1..]));
}
