namespace Modular.Identity;

/// <summary>A file that a company sends with its application.</summary>
internal sealed record ApplicationDocument(string? Name, byte[]? Content)
{
    public const int MostDocuments = 5, MostBytes = 4 * 1024 * 1024;

    private static readonly (byte[] Sign, string MediaType)[] Kinds =
        [("%PDF-"u8.ToArray(), "application/pdf"), ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "image/png"), ([0xFF, 0xD8, 0xFF], "image/jpeg")];

    /// <summary>By what the file begins with, whatever its name says; null: neither PDF nor PNG nor JPEG.</summary>
    public string? MediaType => Kinds.FirstOrDefault(kind => Content.AsSpan().StartsWith(kind.Sign)).MediaType;
}

/// <summary>The shape of an <see cref="ApplicationDocument"/>.</summary>
internal sealed class ApplicationDocumentRules : AbstractValidator<ApplicationDocument>
{
    public ApplicationDocumentRules()
    {
        RuleFor(d => d.Name).NotEmpty().Line(200);
        RuleFor(d => d.Content).NotEmpty();
        RuleFor(d => d.Content).Must(content => content!.Length <= ApplicationDocument.MostBytes)
            .WithMessage(_ => NewcomerRules.Own["identity.document_too_large", ApplicationDocument.MostBytes / (1024 * 1024)])
            .When(d => d.Content is not null);
        RuleFor(d => d.MediaType).NotNull().WithMessage(_ => NewcomerRules.Own["identity.document_kind"]).OverridePropertyName("content")
            .When(d => d.Content is { Length: > 0 });
    }
}
