using System.Text.Json;

namespace Modular.Simulation.Faults;

/// <summary>The answer that counts, after as many attempts as it took.</summary>
public sealed record Reply(int Status, JsonElement Body, int Attempts)
{
    public bool IsDone => Status is >= 200 and < 300;

    public string? Code => Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty("code", out var code) ? code.GetString() : null;

    public Guid Id => Body.GetProperty("id").GetGuid();

    public long Version => Body.GetProperty("version").GetInt64();

    /// <summary>Null for a repetition: it finds the line as it is by then, others' changes included.</summary>
    public long? FirstVersion => Attempts == 1 ? Version : null;

    public int Quantity => Body.GetProperty("quantity").GetInt32();
}
