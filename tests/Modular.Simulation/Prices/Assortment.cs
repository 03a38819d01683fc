namespace Modular.Simulation.Prices;

/// <summary>What kinds of things the pretend distributor sells, and whose. All vendors are invented.</summary>
internal static class Assortment
{
    /// <param name="Prefix">First letters of the vendor's SKUs.</param>
    public sealed record Maker(string Name, string Prefix);

    /// <param name="Pattern">A description; <c>{0}</c> is the maker's family name, <c>{1}</c> and <c>{2}</c> one of each choice.</param>
    /// <param name="Part">First letters of the part number.</param>
    /// <param name="Certification">Needed to buy some of these, or null.</param>
    public sealed record Kind(
        string Category, string Unspsc, string Part, string Pattern, string[] First, string[] Second,
        decimal From, decimal To, decimal Weight, bool Serialised, string[] Makers, string? Certification = null);

    public static readonly Maker[] Makers =
    [
        new("Aurelink", "AUR"), new("Brightcore", "BRC"), new("Cordata", "COR"), new("Datavia", "DTV"),
        new("Ensenta", "ENS"), new("Fjordnet", "FJN"), new("Glaciar Storage", "GLS"), new("Helionix", "HLX"),
        new("Ionbridge", "ION"), new("Kestrel Devices", "KSD"), new("Luminart", "LMA"), new("Meridia Power", "MRP"),
        new("Novaterra", "NVT"), new("Octavo Security", "OCS"), new("Pampa Cloud", "PMC"), new("Quillstone", "QLS"),
        new("Riosur", "RSR"), new("Solarés", "SLR"), new("Tesserant", "TSR"), new("Umbravox", "UMB"),
    ];

    public static readonly string[] Families =
        ["Altiva", "Boreal", "Cima", "Delta", "Estela", "Forte", "Gama", "Horizon", "Indigo", "Júpiter", "Kappa", "Lince", "Magna", "Nexo", "Orbit", "Prisma"];

    public static readonly Kind[] Kinds =
    [
        new("Networking > Switches > Managed", "43222612", "SW", "{0} managed switch {1} ports {2}", ["8", "16", "24", "48"], ["PoE+", "10G uplinks", "Layer 3", "stackable"], 180, 9800, 4.2m, true, ["Aurelink", "Fjordnet", "Ionbridge"], "NET-EXPERT"),
        new("Networking > Switches > Unmanaged", "43222612", "SU", "{0} desktop switch {1} ports {2}", ["5", "8", "16"], ["Gigabit", "Fast Ethernet"], 19, 160, 0.9m, false, ["Aurelink", "Riosur", "Cordata"]),
        new("Networking > Routers", "43222609", "RT", "{0} router {1} {2}", ["dual WAN", "VPN", "branch", "edge"], ["Gigabit", "10G", "LTE failover"], 70, 5400, 2.1m, true, ["Aurelink", "Fjordnet", "Novaterra"], "NET-EXPERT"),
        new("Networking > Wireless > Access points", "43222640", "AP", "{0} access point {1} {2}", ["Wi-Fi 6", "Wi-Fi 6E", "Wi-Fi 7"], ["indoor", "outdoor", "wall plate"], 85, 1450, 0.8m, true, ["Aurelink", "Ionbridge", "Riosur"]),
        new("Networking > Cables > Copper", "26121609", "CB", "{0} patch cable {1} {2}", ["Cat6", "Cat6A", "Cat5e"], ["0.5 m", "1 m", "2 m", "3 m", "5 m", "10 m"], 2, 39, 0.1m, false, ["Cordata", "Riosur"]),
        new("Networking > Cables > Fibre", "26121607", "FO", "{0} cordón de fibra óptica {1} {2}", ["OM3 LC-LC", "OM4 LC-LC", "OS2 SC-LC"], ["1 m", "3 m", "5 m", "15 m"], 9, 120, 0.1m, false, ["Cordata", "Datavia"]),
        new("Computers > Notebooks > Business", "43211503", "NB", "{0} notebook {1} {2}", ["13.3\"", "14\"", "15.6\"", "16\""], ["16 GB 512 GB SSD", "32 GB 1 TB SSD", "8 GB 256 GB SSD"], 520, 3400, 1.6m, true, ["Kestrel Devices", "Brightcore", "Helionix"]),
        new("Computers > Desktops", "43211507", "DT", "{0} desktop {1} {2}", ["mini", "small form factor", "tower"], ["16 GB 512 GB SSD", "32 GB 1 TB SSD"], 380, 2600, 5.8m, true, ["Kestrel Devices", "Brightcore"]),
        new("Computers > Workstations", "43211515", "WS", "{0} workstation {1} {2}", ["12 cores", "24 cores", "64 cores"], ["64 GB RAM", "128 GB RAM"], 1900, 12500, 14m, true, ["Helionix", "Brightcore"]),
        new("Servers > Rack", "43211501", "SR", "{0} rack server {1} {2}", ["1U", "2U", "4U"], ["16 cores 64 GB", "32 cores 128 GB", "64 cores 512 GB"], 1800, 24000, 22m, true, ["Helionix", "Novaterra"], "SERVER-PRO"),
        new("Servers > Memory", "32101602", "MM", "{0} memory {1} {2}", ["16 GB", "32 GB", "64 GB", "128 GB"], ["DDR4 ECC", "DDR5 ECC RDIMM"], 60, 1900, 0.1m, true, ["Helionix", "Quillstone"]),
        new("Storage > Drives > SSD", "43201830", "SS", "{0} SSD {1} {2}", ["480 GB", "960 GB", "1.92 TB", "3.84 TB"], ["NVMe U.2", "SATA", "M.2"], 70, 2400, 0.2m, true, ["Glaciar Storage", "Quillstone"]),
        new("Storage > Drives > Hard disks", "43201803", "HD", "{0} hard disk {1} {2}", ["4 TB", "8 TB", "16 TB", "22 TB"], ["SAS", "SATA"], 90, 780, 0.7m, true, ["Glaciar Storage", "Quillstone"]),
        new("Storage > NAS", "43201835", "NS", "{0} NAS {1} bays {2}", ["2", "4", "8", "12"], ["rack", "desktop"], 190, 7900, 6.5m, true, ["Glaciar Storage", "Datavia"]),
        new("Displays > Monitors", "43211902", "MN", "{0} monitor {1} {2}", ["22\"", "24\"", "27\"", "34\""], ["Full HD IPS", "QHD USB-C", "4K UHD"], 110, 1600, 5.1m, true, ["Solarés", "Luminart"]),
        new("Displays > Signage", "43211904", "DS", "{0} digital signage display {1} {2}", ["43\"", "55\"", "75\""], ["24/7", "touch"], 640, 6200, 24m, true, ["Solarés", "Luminart"]),
        new("Printing > Laser", "43212110", "LP", "{0} impresora láser {1} {2}", ["monocromática", "color", "multifunción"], ["dúplex", "Wi-Fi", "A3"], 140, 4100, 12m, true, ["Luminart", "Tesserant"]),
        new("Printing > Supplies > Toner", "44103103", "TN", "{0} tóner {1} {2}", ["negro", "cian", "magenta", "amarillo"], ["2.500 páginas", "6.000 páginas", "12.000 páginas"], 35, 410, 0.9m, false, ["Luminart", "Tesserant"]),
        new("Printing > Labels", "43212107", "LB", "{0} label printer {1} {2}", ["203 dpi", "300 dpi"], ["USB", "Ethernet", "Bluetooth"], 160, 1800, 2.4m, true, ["Tesserant"]),
        new("Power > UPS", "39121011", "UP", "{0} UPS {1} {2}", ["750 VA", "1500 VA", "3000 VA", "10 kVA"], ["tower", "rack 2U"], 95, 5900, 19m, true, ["Meridia Power", "Solarés"]),
        new("Power > Distribution", "39121017", "PD", "{0} PDU {1} {2}", ["8 outlets", "16 outlets", "24 outlets"], ["basic", "metered", "switched"], 70, 1400, 3.8m, true, ["Meridia Power"]),
        new("Security > Cameras", "46171610", "CM", "{0} cámara IP {1} {2}", ["domo", "bullet", "PTZ"], ["4 MP", "8 MP", "12 MP"], 75, 1900, 1.1m, true, ["Octavo Security", "Ensenta"]),
        new("Security > Firewalls", "43222501", "FW", "{0} next-generation firewall {1} {2}", ["1 Gbps", "5 Gbps", "20 Gbps"], ["desktop", "rack 1U"], 390, 18500, 3.2m, true, ["Octavo Security", "Fjordnet"], "SECURE-PARTNER"),
        new("Security > Access control", "46171619", "AC", "{0} access control reader {1} {2}", ["RFID", "biometric", "keypad"], ["indoor", "outdoor"], 60, 720, 0.6m, true, ["Ensenta", "Octavo Security"]),
        new("Software > Security", "43233205", "LS", "{0} endpoint protection licence {1} {2}", ["1 year", "3 years"], ["25 users", "100 users", "500 users"], 240, 9800, 0m, false, ["Pampa Cloud", "Octavo Security"], "SECURE-PARTNER"),
        new("Software > Backup", "43233415", "LK", "{0} backup licence {1} {2}", ["1 year", "3 years"], ["per workload", "per terabyte"], 90, 3600, 0m, false, ["Pampa Cloud", "Datavia"], "CLOUD-PRO"),
        new("Software > Productivity", "43231513", "LO", "{0} suite de productividad {1} {2}", ["anual", "mensual"], ["por usuario", "10 usuarios"], 6, 480, 0m, false, ["Pampa Cloud", "Tesserant"], "CLOUD-PRO"),
        new("Accessories > Keyboards and mice", "43211706", "KM", "{0} keyboard {1} {2}", ["español", "português", "US"], ["wireless", "wired", "mechanical"], 12, 180, 0.8m, false, ["Umbravox", "Riosur"]),
        new("Accessories > Headsets", "43191609", "HS", "{0} headset {1} {2}", ["mono", "stereo"], ["USB-C", "Bluetooth", "noise cancelling"], 25, 390, 0.4m, false, ["Umbravox", "Riosur"]),
        new("Accessories > Docking stations", "43211602", "DK", "{0} docking station {1} {2}", ["USB-C", "Thunderbolt"], ["90 W", "130 W", "dual 4K"], 79, 420, 0.7m, true, ["Kestrel Devices", "Umbravox"]),
    ];
}
