using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Balance.Cases.Host.Embedded;
using Npgsql;

namespace Balance.Cases.Tests.Host;

public sealed class EmbeddedPostgresTests : IDisposable
{
    private readonly string _folder = Throwaway.Folder("balance-cluster-");
    private readonly CancellationToken _cancel = TestContext.Current.CancellationToken;

    private EmbeddedOptions Options => new()
    {
        DataFolder = Path.Combine(_folder, "data"), KeysFolder = Path.Combine(_folder, "keys"), Durable = false,
    };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_application_owns_nothing_and_the_owner_is_no_superuser()
    {
        await using var lease = await EmbeddedPostgres.LeaseAsync(Options, _cancel);

        (await Scalar(lease.OwnerConnectionString, "select rolsuper or rolcreatedb or rolcreaterole from pg_roles where rolname = current_user")).ShouldBe(false);
        (await Scalar(lease.OwnerConnectionString, "select pg_catalog.pg_get_userbyid(datdba)::text from pg_database where datname = current_database()")).ShouldBe("balance_owner");
        var refused = await Should.ThrowAsync<PostgresException>(() => Scalar(lease.ConnectionString, "create schema mine"));
        refused.SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        (await Scalar(lease.ConnectionString, "select datcollate || ' ' || pg_encoding_to_char(encoding) from pg_database where datname = current_database()")).ShouldBe("C.UTF-8 UTF8");
    }

    [Fact]
    public async Task Nobody_gets_in_without_the_password_and_no_password_lies_in_the_data_folder()
    {
        await using var lease = await EmbeddedPostgres.LeaseAsync(Options, _cancel);
        var known = new NpgsqlConnectionStringBuilder(lease.ConnectionString);

        var guessed = new NpgsqlConnectionStringBuilder(lease.ConnectionString) { Password = "guess", Pooling = false };
        (await Should.ThrowAsync<PostgresException>(() => Scalar(guessed.ConnectionString, "select 1"))).SqlState.ShouldBe(PostgresErrorCodes.InvalidPassword);

        foreach (var file in Directory.EnumerateFiles(Options.DataFolder, "*", SearchOption.AllDirectories))
            ReadShared(file).ShouldNotContain(known.Password!);
        if (OperatingSystem.IsWindows()) return;
        foreach (var secret in Directory.EnumerateFiles(Options.KeysFolder, "*", SearchOption.AllDirectories))
            File.GetUnixFileMode(secret).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task The_last_one_out_stops_the_server_and_the_next_one_finds_what_was_stored()
    {
        await using var first = await EmbeddedPostgres.LeaseAsync(Options, _cancel);
        first.IsNew.ShouldBeTrue();
        await Scalar(first.OwnerConnectionString, "create table kept (note text)");
        await using var second = await EmbeddedPostgres.LeaseAsync(Options, _cancel);
        second.IsNew.ShouldBeFalse();
        second.ConnectionString.ShouldBe(first.ConnectionString);

        await first.DisposeAsync();
        (await Answers(second.ConnectionString)).ShouldBeTrue();
        (await Scalar(second.OwnerConnectionString, "select count(*) from kept")).ShouldBe(0L);
        await second.DisposeAsync();
        (await Answers(second.ConnectionString)).ShouldBeFalse();

        await using var again = await EmbeddedPostgres.LeaseAsync(Options, _cancel);
        (await Scalar(again.OwnerConnectionString, "select count(*) from kept")).ShouldBe(0L);
    }

    [Fact]
    public async Task Many_who_come_at_once_share_one_server()
    {
        var leases = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => EmbeddedPostgres.LeaseAsync(Options, _cancel))));

        leases.Count(lease => lease.IsNew).ShouldBe(1);
        leases.Select(lease => lease.ConnectionString).Distinct().Count().ShouldBe(1);

        await Task.WhenAll(leases.Select(lease => lease.DisposeAsync().AsTask()));
        (await Answers(leases[0].ConnectionString)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_server_that_was_killed_comes_back_with_what_was_committed()
    {
        await using var lease = await EmbeddedPostgres.LeaseAsync(Options with { Durable = true }, _cancel);
        await Scalar(lease.OwnerConnectionString, "create table kept (note text); insert into kept values ('here')");
        NpgsqlConnection.ClearAllPools();
        Process.GetProcessById(ServerProcess()).Kill();
        await lease.DisposeAsync();

        await using var again = await EmbeddedPostgres.LeaseAsync(Options with { Durable = true }, _cancel);
        (await Scalar(again.OwnerConnectionString, "select note from kept")).ShouldBe("here");
    }

    [Fact]
    public async Task A_stale_process_number_that_belongs_to_another_program_does_not_block_the_start()
    {
        await using var lease = await EmbeddedPostgres.LeaseAsync(Options, _cancel);
        var file = Directory.GetFiles(Options.DataFolder, "postmaster.pid", SearchOption.AllDirectories).Single();
        var lines = await File.ReadAllLinesAsync(file, _cancel);
        await lease.DisposeAsync();
        lines[0] = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        await File.WriteAllLinesAsync(file, lines, _cancel);

        await using var again = await EmbeddedPostgres.LeaseAsync(Options, _cancel);
        (await Scalar(again.ConnectionString, "select 1")).ShouldBe(1);
    }

    [Fact]
    public async Task A_making_that_was_interrupted_is_made_anew()
    {
        await (await EmbeddedPostgres.LeaseAsync(Options, _cancel)).DisposeAsync();
        var cluster = Path.Combine(Options.DataFolder, "postgres", "cluster");
        File.Delete(Path.Combine(cluster, "PG_VERSION"));
        Directory.Move(cluster, cluster + ".new");

        await using var lease = await EmbeddedPostgres.LeaseAsync(Options, _cancel);
        (await Scalar(lease.ConnectionString, "select 1")).ShouldBe(1);
    }

    [Fact]
    public async Task A_data_folder_that_only_its_owner_may_enter_serves_too()
    {
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await using (var lease = await EmbeddedPostgres.LeaseAsync(Options, _cancel))
            await Scalar(lease.OwnerConnectionString, "create table kept (note text)");

        await using var again = await EmbeddedPostgres.LeaseAsync(Options, _cancel);
        (await Scalar(again.OwnerConnectionString, "select count(*) from kept")).ShouldBe(0L);
    }

    [Fact]
    public async Task A_server_found_on_the_machine_serves_too()
    {
        const string installed = "/usr/lib/postgresql";
        Assert.SkipUnless(Directory.Exists(installed), "No server is installed on this machine.");
        var newest = Directory.GetDirectories(installed).OrderByDescending(folder => int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture)).First();

        await using var lease = await EmbeddedPostgres.LeaseAsync(Options with { BinariesFolder = Path.Combine(newest, "bin") }, _cancel);
        (await Scalar(lease.OwnerConnectionString, "select current_setting('server_version_num')::int / 10000")).ShouldBe(int.Parse(Path.GetFileName(newest), CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Without_its_keys_a_cluster_is_refused_with_words_that_name_the_folder()
    {
        await (await EmbeddedPostgres.LeaseAsync(Options, _cancel)).DisposeAsync();
        var elsewhere = Options with { KeysFolder = Path.Combine(_folder, "other-keys") };

        var refused = await Should.ThrowAsync<EmbeddedException>(() => EmbeddedPostgres.LeaseAsync(elsewhere, _cancel));
        refused.Message.ShouldContain("other-keys");
    }

    private int ServerProcess()
    {
        var file = Directory.GetFiles(Options.DataFolder, "postmaster.pid", SearchOption.AllDirectories).Single();
        return int.Parse(File.ReadLines(file).First(), CultureInfo.InvariantCulture);
    }

    private static async Task<bool> Answers(string connectionString)
    {
        var address = new NpgsqlConnectionStringBuilder(connectionString);
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(address.Host!, address.Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static string ReadShared(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
        return reader.ReadToEnd();
    }

    private static async Task<object?> Scalar(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
