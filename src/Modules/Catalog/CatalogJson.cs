using System.Text.Json;
using System.Text.Json.Serialization;
using Modular.Catalog.Features;

namespace Modular.Catalog;

/// <summary>Generated code for the answer that is asked for most.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(SeeProduct.View), TypeInfoPropertyName = "Product")]
internal sealed partial class CatalogJson : JsonSerializerContext
{
    public static void Use() => JsonAnswer.Generated(new CatalogJson(Json.Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web))).Product);
}
