using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Modules;

namespace Modular.Identity;

/// <summary>Gives an empty installation the distributor's account and its first administrator, whose password waits in a file.</summary>
internal sealed class FirstPeople(Db db, IConfiguration configuration, ILogger<FirstPeople> log) : IFirstData
{
    public int Order => 1;

    public async Task Load(CancellationToken ct)
    {
        if (await db.One<bool>("SELECT EXISTS (SELECT FROM identity.accounts)", ct: ct)) return;
        var password = Convert.ToHexString(RandomNumberGenerator.GetBytes(12)) + "aZ";
        var account = Guid.CreateVersion7();
        await db.AddAccount(new(account, "10-000001", "Distributor", "distributor", "US", "USD"), ct);
        await db.AddMember(Guid.CreateVersion7(), "admin", "Administrator", "admin@localhost", Passwords.Hash(password), account, true, [], "", ct);
        var file = Path.Combine(Path.GetFullPath(configuration["Data:Directory"] ?? ".data"), "first-sign-in.txt");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await using (var text = new StreamWriter(new FileStream(file, new FileStreamOptions
        {
            Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        })))
            await text.WriteLineAsync($"admin {password}");
        log.LogInformation("The first administrator is 'admin'; the password is in {File}", file);
    }
}
