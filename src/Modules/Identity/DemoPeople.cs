using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Modules;

namespace Modular.Identity;

/// <summary>The accounts and people of the demo; ids are fixed so that other modules' demo data can refer to them.</summary>
internal sealed class DemoPeople(Db db) : IDemoData
{
    public const string Password = "Demo-1234";

    /// <summary>Of <see cref="Password"/>, which everybody may know: hashing is slow on purpose, and a start need not be.</summary>
    public const string PasswordHash = "AQAAAAIAAzRQAAAAEA2FamSemv13XEfX+3F/JFnn3s7UV19fNKfG5dBJZmqgGm/83Pf2ZACS3Di+U69RSg==";

    private static readonly string[] Buyer = ["baskets.edit", "baskets.edit_shared", "orders.view", "orders.place"];

    public int Order => 1;

    public async Task Load(CancellationToken ct)
    {
        if (await db.One<bool>("SELECT EXISTS (SELECT FROM identity.accounts)", ct: ct)) return;
        AccountView
            distributor = new(DemoAccounts.Distributor, "10-000001", "Modular Distribution", "distributor", "US", "USD"),
            andes = new(DemoAccounts.Andes, "20-222222", "Andes Sistemas", "premier", "CL", "USD"),
            rio = new(DemoAccounts.Rio, "20-333333", "Rio Digital", "business", "BR", "USD");
        foreach (var account in new[] { distributor, andes, rio }) await db.AddAccount(account, ct);
        await db.Execute(
            "INSERT INTO identity.account_certifications (account_id, code) VALUES (@Andes, 'CLOUD-PRO'), (@Andes, 'NET-EXPERT')",
            new { DemoAccounts.Andes }, ct);

        var ana = Guid.CreateVersion7();
        await db.AddMember(ana, "ana", "Ana Contreras", "ana@andes.example", PasswordHash, andes.Id, true, [], "Compras", ct);
        await db.Join(ana, rio.Id, false, Buyer, "Compras", ct);
        await db.AddMember(Guid.CreateVersion7(), "bruno", "Bruno Salas", "bruno@andes.example", PasswordHash, andes.Id, false, Buyer, "Compras", ct);
        await db.AddMember(Guid.CreateVersion7(), "carla", "Carla Rojas", "carla@andes.example", PasswordHash, andes.Id, false, [], "", ct);
        await db.AddMember(Guid.CreateVersion7(), "diego", "Diego Moreira", "diego@rio.example", PasswordHash, rio.Id, true, [], "Direção", ct);
        await db.AddMember(Guid.CreateVersion7(), "dora", "Dora Lindqvist", "dora@distribution.example", PasswordHash, distributor.Id, true, [], "Operations", ct);
    }
}
