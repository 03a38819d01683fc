using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Modular.BuildingBlocks.Data;
using Npgsql;

namespace Modular.IntegrationTests.BuildingBlocks;

public sealed class EmbeddedPostgresTests : IDisposable
{
    private readonly string home = Directory.CreateDirectory(
        Path.Combine(Path.GetTempPath(), $"modular-embedded-{Guid.NewGuid():N}")).FullName;

    public void Dispose() => Directory.Delete(home, recursive: true);

    [Fact]
    public async Task A_second_start_keeps_the_data()
    {
        await using (var first = await Start())
        {
            await Query(first, "CREATE TABLE kept (words text)");
            await Query(first, "INSERT INTO kept VALUES ('still here')");
        }
        await using var second = await Start();
        (await Query(second, "SELECT words FROM kept")).ShouldBe("still here");
    }

    [Fact]
    public async Task A_second_host_is_refused_and_may_start_when_the_first_is_gone()
    {
        await using (await Start())
        {
            var refusal = await Should.ThrowAsync<DataDirectoryInUseException>(Start);
            refusal.Message.ShouldContain(home);
        }
        await using var next = await Start();
        (await Query(next, "SELECT 1")).ShouldBe(1);
    }

    [Fact]
    public async Task A_server_that_a_killed_host_left_running_is_replaced_and_nothing_is_lost()
    {
        await using (var first = await Start()) await Query(first, "CREATE TABLE kept AS SELECT 42 AS answer");
        // What a killed host leaves behind: a server that runs, and a lock that nobody holds.
        await LeaveServerRunning();
        var left = ServerProcess();

        await using var second = await Start();
        (await Query(second, "SELECT answer FROM kept")).ShouldBe(42);
        ServerProcess().ShouldNotBe(left);
        File.Exists($"/proc/{left}/cwd/postmaster.pid").ShouldBeFalse();
    }

    [Fact]
    public async Task A_server_that_was_killed_recovers()
    {
        await using (var first = await Start(durable: true))
        {
            await Query(first, "CREATE TABLE kept AS SELECT 42 AS answer");
            using var server = Process.GetProcessById(ServerProcess());
            server.Kill();
        }
        await using var second = await Start(durable: true);
        (await Query(second, "SELECT answer FROM kept")).ShouldBe(42);
    }

    [Fact]
    public async Task A_server_that_was_killed_under_its_host_comes_back_where_it_was()
    {
        await using var postgres = await Start();
        using (var server = Process.GetProcessById(ServerProcess())) server.Kill();
        await Eventually.True(async () =>
        {
            try
            {
                return await Query(postgres, "SELECT 1") is 1;
            }
            catch (NpgsqlException)
            {
                return false;
            }
        }, "it answers again");
    }

    [Fact]
    public async Task A_process_number_that_is_another_programs_by_now_is_not_ended()
    {
        await using (await Start())
        {
        }
        using var innocent = Process.Start("sleep", "60");
        await File.WriteAllTextAsync(Path.Combine(home, "postgres", "postmaster.pid"), $"{innocent.Id}\n/somewhere\n");

        await using (var next = await Start()) (await Query(next, "SELECT 1")).ShouldBe(1);
        innocent.HasExited.ShouldBeFalse();
        innocent.Kill();
    }

    [Fact]
    public async Task Nobody_gets_in_without_the_password_and_only_its_owner_reads_it()
    {
        await using var postgres = await Start();
        var wrong = new NpgsqlConnectionStringBuilder(postgres.ConnectionString) { Password = "guessed", Pooling = false };
        await using var connection = new NpgsqlConnection(wrong.ConnectionString);
        (await Should.ThrowAsync<PostgresException>(() => connection.OpenAsync())).SqlState.ShouldBe(PostgresErrorCodes.InvalidPassword);

        File.GetUnixFileMode(Path.Combine(postgres.DataDirectory, "modular.password"))
            .ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        (await Query(postgres, "SELECT current_setting('listen_addresses')")).ShouldBe("127.0.0.1");
    }

    [Fact]
    public async Task A_directory_that_its_user_cannot_enter_is_replaced_by_one_it_can()
    {
        if (!Environment.IsPrivilegedProcess) return;
        File.SetUnixFileMode(home, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        string elsewhere;
        await using (var first = await Start())
        {
            elsewhere = first.DataDirectory;
            elsewhere.ShouldStartWith("/var/lib/modular/");
            await Query(first, "CREATE TABLE kept AS SELECT 42 AS answer");
        }
        await using (var second = await Start()) (await Query(second, "SELECT answer FROM kept")).ShouldBe(42);
        Directory.Delete(Path.GetDirectoryName(elsewhere)!, recursive: true);
    }

    [Fact]
    public async Task It_is_a_durable_UTF8_database_unless_told_otherwise()
    {
        await using var postgres = await Start(durable: true);
        foreach (var setting in (string[])["fsync", "synchronous_commit", "full_page_writes"])
            (await Query(postgres, $"SELECT current_setting('{setting}')")).ShouldBe("on");
        (await Query(postgres, "SELECT lower('ÑANDÚ') || current_setting('server_encoding') || current_setting('work_mem')"))
            .ShouldBe("ñandúUTF85MB");
    }

    private async Task<EmbeddedPostgres> Start() => await Start(durable: false);

    private Task<EmbeddedPostgres> Start(bool durable) => EmbeddedPostgres.Start(new EmbeddedPostgresOptions
    {
        DataDirectory = Path.Combine(home, "postgres"),
        Durable = durable,
        MaxConnections = 20,
        Settings = new Dictionary<string, string> { ["shared_buffers"] = "16MB", ["work_mem"] = "5MB" },
    }, NullLogger.Instance);

    private static async Task<object?> Query(EmbeddedPostgres postgres, string sql)
    {
        await using var connection = new NpgsqlConnection(postgres.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    private int ServerProcess() =>
        int.Parse(File.ReadLines(Path.Combine(home, "postgres", "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    private async Task LeaveServerRunning()
    {
        string[] asPostgres = Environment.IsPrivilegedProcess ? ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--init-groups"] : [];
        // Debian does not have pg_ctl on the PATH; it is beside the server that ran here.
        var server = (await File.ReadAllTextAsync(Path.Combine(home, "postgres", "postmaster.opts"))).Split(' ')[0];
        var control = Path.Combine(Path.GetDirectoryName(server)!, "pg_ctl");
        string[] command = [.. asPostgres, control, "start", "-w", "-D", Path.Combine(home, "postgres"), "-l", Path.Combine(home, "postgres", "left.log")];
        using var start = Process.Start(new ProcessStartInfo(command[0], command[1..]) { WorkingDirectory = "/" })!;
        await start.WaitForExitAsync();
        start.ExitCode.ShouldBe(0);
    }
}
