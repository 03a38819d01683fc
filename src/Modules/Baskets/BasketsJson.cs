using System.Text.Json;
using System.Text.Json.Serialization;

namespace Modular.Baskets;

/// <summary>Generated code for the answers that are asked for most.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(BasketView))]
[JsonSerializable(typeof(LineChanged))]
internal sealed partial class BasketsJson : JsonSerializerContext
{
    public static void Use()
    {
        var context = new BasketsJson(Json.Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web)));
        JsonAnswer.Generated(context.BasketView);
        JsonAnswer.Generated(context.LineChanged);
    }
}
