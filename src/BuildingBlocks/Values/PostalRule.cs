using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Modular.BuildingBlocks.Values;

/// <summary>How one country writes postal codes and regions; a country without a rule writes them as it likes.</summary>
internal sealed class PostalRule
{
    private static readonly PostalRule Free = new(null, "", null);

    private static readonly FrozenDictionary<string, PostalRule> Known = new Dictionary<string, PostalRule>
    {
        ["AR"] = new(@"^(\d{4}|[A-HJ-NP-Z]\d{4}[A-Z]{3})$", "1425, C1425CLA", null),
        ["BR"] = new(@"^\d{5}-?\d{3}$", "01310-100", "AC AL AM AP BA CE DF ES GO MA MG MS MT PA PB PE PI PR RJ RN RO RR RS SC SE SP TO"),
        ["CL"] = new(@"^\d{3}-?\d{4}$", "7500000", null),
        ["CO"] = new(@"^\d{6}$", "110221", null),
        ["MX"] = new(
            @"^\d{5}$", "06600",
            "AGU AGS BCN BC BCS CAM CAMP CHP CHIS CHH CHIH CMX CDMX COA COAH COL DUR DGO GUA GTO GRO HID HGO JAL MEX MIC MICH MOR NAY NLE NL "
            + "OAX PUE QUE QRO ROO QROO SLP SIN SON TAB TAM TAMPS TLA TLAX VER YUC ZAC",
            "Aguascalientes|Baja California|Baja California Sur|Campeche|Chiapas|Chihuahua|Ciudad de México|Coahuila|Colima|Durango|Guanajuato|Guerrero|"
            + "Hidalgo|Jalisco|Estado de México|México|Michoacán|Morelos|Nayarit|Nuevo León|Oaxaca|Puebla|Querétaro|Quintana Roo|San Luis Potosí|Sinaloa|"
            + "Sonora|Tabasco|Tamaulipas|Tlaxcala|Veracruz|Yucatán|Zacatecas"),
        ["PE"] = new(@"^\d{5}$", "15074", null),
        ["US"] = new(
            @"^\d{5}(-\d{4})?$", "33101, 33101-2345",
            "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT "
            + "VA WA WV WI WY AS GU MP PR VI AA AE AP"),
    }.ToFrozenDictionary();

    private readonly Regex? _code;
    private readonly FrozenSet<string> _regions;

    /// <param name="codes">Of regions, as people write them on parcels.</param>
    /// <param name="names">Of regions, where people write these rather than codes.</param>
    private PostalRule(string? code, string example, string? codes, string? names = null)
    {
        _code = code is null ? null : new Regex(code, RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);
        CodeExample = example;
        var all = (codes?.Split(' ') ?? []).Concat(names?.Split('|') ?? []).ToArray();
        _regions = all.Select(Fold).ToFrozenSet();
        RegionExample = names is null ? string.Join(", ", all) : names.Replace("|", ", ", StringComparison.Ordinal);
    }

    public string CodeExample { get; }

    public string RegionExample { get; }

    public bool HasRegions => _regions.Count > 0;

    /// <summary>The countries whose addresses have a state.</summary>
    public static IEnumerable<string> WithRegions => Known.Where(rule => rule.Value.HasRegions).Select(rule => rule.Key);

    /// <param name="country">In capitals.</param>
    public static PostalRule Of(string? country) => country is not null && Known.TryGetValue(country, out var rule) ? rule : Free;

    public bool HasCode(string? code) => _code?.IsMatch(code?.Trim() ?? "") ?? true;

    public bool HasRegion(string? region) => _regions.Count == 0 || _regions.Contains(Fold(region?.Trim() ?? ""));

    /// <summary>Codes in capitals, names as they were typed.</summary>
    public string? Region(string? typed) => typed is { Length: <= 5 } && HasRegions && HasRegion(typed) ? typed.ToUpperInvariant() : typed;

    private static string Fold(string text) => string.Concat(
        text.Normalize(System.Text.NormalizationForm.FormD).Where(c => char.GetUnicodeCategory(c) != System.Globalization.UnicodeCategory.NonSpacingMark))
        .ToUpperInvariant();
}
