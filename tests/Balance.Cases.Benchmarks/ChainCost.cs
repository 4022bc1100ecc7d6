using System.Diagnostics;
using Balance.Cases.Audit;
using Balance.Cases.Domain.People;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage;
using JasperFx;
using JasperFx.Events;
using Marten;
using Npgsql;

namespace Balance.Cases.Benchmarks;

/// <summary>What the chain costs an append: the same work with it, with the statement trigger that was tried before, and without, in turn on one server.</summary>
public static class ChainCost
{
    private const string County = "211381";
    private const int Rounds = 9;
    private static readonly string[] Variants = ["off", "deferred", "statement"];
    private static readonly Actor Officer = new("officer", County, Level.County);

    public static async Task<int> RunAsync(string connection)
    {
        var houses = new List<House>();
        foreach (var variant in Variants) houses.Add(await House.BuildAsync(connection, variant));

        (string Name, Func<House, Task<int>> Work)[] works =
        [
            ("1 event to a known stream, 8 connections", house => house.OneByOneAsync()),
            ("20 streams of 6 events a transaction, 8 connections", house => house.ManyAsync()),
            ("COPY of 20,000 events, 1 connection", house => house.CopyAsync()),
        ];
        Console.WriteLine($"| work | {string.Join(" | ", Variants.Select(v => v + " events/s"))} | {string.Join(" | ", Variants.Skip(1).Select(v => v + " against off"))} |");
        foreach (var (name, work) in works)
        {
            foreach (var house in houses) await work(house);
            var rates = Variants.ToDictionary(v => v, _ => new List<double>());
            for (var round = 0; round < Rounds; round++)
                foreach (var house in houses.Skip(round % houses.Count).Concat(houses.Take(round % houses.Count)))
                {
                    var clock = Stopwatch.StartNew();
                    var events = await work(house);
                    rates[house.Variant].Add(events / clock.Elapsed.TotalSeconds);
                }
            var medians = Variants.Select(v => rates[v].Order().ElementAt(Rounds / 2)).ToArray();
            // Of the ratios within each round: what else the machine did meanwhile weighs on all of a round.
            var against = Variants.Skip(1).Select(v => rates[v].Zip(rates["off"], (rate, off) => rate / off - 1).Order().ElementAt(Rounds / 2));
            Console.WriteLine($"| {name} | {string.Join(" | ", medians.Select(m => m.ToString("N0", null)))} | {string.Join(" | ", against.Select(ratio => $"{ratio * 100:+0;-0} %"))} |");
        }
        await VerifyAsync(houses.Single(house => house.Variant == "deferred"));
        foreach (var house in houses) await house.DisposeAsync();
        return 0;
    }

    private static async Task VerifyAsync(House house)
    {
        await using var database = new CasesDatabase(house.Connection, null);
        var clock = Stopwatch.StartNew();
        var verified = await new VerifyChain(database, []).RunAsync(County, null, CancellationToken.None);
        Console.WriteLine($"verify: {verified.Events:N0} events, {verified.Damages.Count} damages, {verified.Events / clock.Elapsed.TotalSeconds:N0} events/s");
    }

    private sealed class House(string variant, DocumentStore store, string superuser, string database) : IAsyncDisposable
    {
        public string Variant => variant;

        public string Connection => new NpgsqlConnectionStringBuilder(superuser) { Database = database, MaxPoolSize = 16 }.ConnectionString;

        private Guid[] known = [];

        public static async Task<House> BuildAsync(string connection, string variant)
        {
            var database = $"chain_{variant}";
            await ExecuteAsync(connection, $"drop database if exists {database} with (force)", $"create database {database}",
                "do $$ begin if not exists (select from pg_roles where rolname = 'balance_app') then create role balance_app login; end if; end $$");
            var own = new NpgsqlConnectionStringBuilder(connection) { Database = database, MaxPoolSize = 16 }.ConnectionString;
            var store = DocumentStore.For(options =>
            {
                CasesStore.Configure(options, [EventKinds.OfStudents]);
                options.AutoCreateSchemaObjects = AutoCreate.CreateOrUpdate;
                options.Connection(own);
            });
            await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync();
            await ExecuteAsync(own, Resource.Read("Balance.Cases.Audit.Schema.sql"));
            if (variant != "deferred") await ExecuteAsync(own, "drop trigger events_linked on cases.mt_events");
            if (variant == "statement") await ExecuteAsync(own, StatementTrigger);
            var house = new House(variant, store, connection, database);
            house.known = await house.StartAsync(400);
            return house;
        }

        private async Task<Guid[]> StartAsync(int count)
        {
            await using var session = store.LightweightSession(County);
            var ids = Enumerable.Range(0, count).Select(_ => Guid.CreateVersion7()).ToArray();
            foreach (var id in ids) session.Events.StartStream(id, Visit());
            await session.SaveChangesAsync();
            return ids;
        }

        public async Task<int> OneByOneAsync()
        {
            await Parallel.ForAsync(0, 8, async (worker, token) =>
            {
                for (var i = 0; i < 100; i++)
                {
                    await using var session = Session();
                    session.Events.Append(known[worker * 50 + i % 50], Visit());
                    await session.SaveChangesAsync(token);
                }
            });
            return 800;
        }

        public async Task<int> ManyAsync()
        {
            await Parallel.ForAsync(0, 8, async (_, token) =>
            {
                for (var i = 0; i < 10; i++)
                {
                    await using var session = Session();
                    for (var child = 0; child < 20; child++) session.Events.StartStream(Guid.CreateVersion7(), Six());
                    await session.SaveChangesAsync(token);
                }
            });
            return 8 * 10 * 20 * 6;
        }

        public async Task<int> CopyAsync()
        {
            var streams = Enumerable.Range(0, 3334).Select(_ => StreamAction.Start(store.Events, Guid.CreateVersion7(), Six())).ToList();
            await store.BulkInsertEventsAsync(County, streams);
            return streams.Count * 6;
        }

        private IDocumentSession Session()
        {
            var session = store.LightweightSession(County);
            session.LastModifiedBy = "officer";
            session.CausationId = session.CorrelationId = "0199d6b5-7c9e-7000-8000-000000000000";
            session.SetHeader("office", County);
            return session;
        }

        private static object[] Six() => [.. Enumerable.Range(0, 6).Select(_ => Visit())];

        private static PersuasionVisitLogged Visit() =>
            new(Level.Township, VisitOutcome.Promised, new DateOnly(2025, 11, 3), null, new SealedText("c2VhbGVkIHRleHQgb2YgYSBub3RlIG9mIHRoZSB2aXNpdA=="))
            {
                Entry = Guid.CreateVersion7(),
                OccurredOn = new DateOnly(2025, 10, 20),
                By = Officer,
            };

        public async ValueTask DisposeAsync()
        {
            store.Dispose();
            NpgsqlConnection.ClearAllPools();
            await ExecuteAsync(superuser, $"drop database {database} with (force)");
        }
    }

    private static async Task ExecuteAsync(string connection, params string[] statements)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        foreach (var statement in statements)
        {
            await using var command = source.CreateCommand(statement);
            await command.ExecuteNonQueryAsync();
        }
    }

    /// <summary>The way tried before: as each INSERT ends, its rows are linked in one call, and the lock is held from then on.</summary>
    private const string StatementTrigger =
        """
        create function chain.link_statement() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
        declare
            last record; moment timestamptz; place bigint; previous bytea; new record;
        begin
            for new in select * from added order by seq_id loop
                if place is null then
                    if pg_advisory_xact_lock(hashtextextended(new.tenant_id, 7355608)) is null then end if;
                    select position, recorded_at, hash into last from chain.links where tenant = new.tenant_id and strand = 0 order by position desc limit 1;
                    place := coalesce(last.position, 0); previous := coalesce(last.hash, decode(repeat('00', 32), 'hex')); moment := coalesce(last.recorded_at, '-infinity');
                end if;
                place := place + 1;
                moment := greatest(clock_timestamp(), moment + interval '1 microsecond');
                previous := sha256(previous || convert_to(concat(
                    0, ',', place, ',', (extract(epoch from moment) * 1000000)::bigint, ',',
                    new.seq_id, ',', new.id, ',', new.stream_id, ',', new.version, ',', (extract(epoch from new.timestamp) * 1000000)::bigint, ',',
                    octet_length(new.tenant_id), ':', new.tenant_id, ',', octet_length(new.type), ':', new.type, ',',
                    octet_length(new.user_name), ':', new.user_name, ',', octet_length(new.correlation_id), ':', new.correlation_id, ',',
                    octet_length(new.causation_id), ':', new.causation_id, E'\n', new.headers, E'\n', new.data), 'UTF8'));
                insert into chain.links values (new.tenant_id, 0, place, new.seq_id, new.stream_id, new.version, new.id, moment, previous);
            end loop;
            return null;
        end $$;
        create trigger events_linked_by_statement after insert on cases.mt_events
            referencing new table as added for each statement execute function chain.link_statement();
        """;
}
