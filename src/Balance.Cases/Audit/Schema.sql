-- The chain: one link for every event, per county. Owned by balance_owner; the application may read it and never write it.
-- Everything here can be applied again.
--
-- A county's chain has thirty-two strands. A link is made at commit, and its successor must wait until that commit is on disk; with one
-- strand a county could commit only as fast as a disk writes, one transaction at a time. A commit takes the first strand that is free,
-- so that a quiet county has one strand and a busy one lets its commits be written together.
create schema if not exists chain;

-- How many there are. They may become more; fewer would leave strands that nobody follows.
create or replace function chain.strands() returns integer language sql immutable parallel safe as 'select 32';

create table if not exists chain.links (
    tenant       varchar collate "C" not null,
    strand       smallint    not null,
    position     bigint      not null,
    seq_id       bigint      not null,
    stream_id    uuid        not null,
    version      bigint      not null,
    event_id     uuid        not null,
    recorded_at  timestamptz not null,
    hash         bytea       not null,
    primary key (tenant, strand, position),
    constraint links_event unique (tenant, seq_id)
);

-- Runs at commit, once for each event: takes a strand, stamps the moment of recording, links the event to its predecessor.
-- Deferred, so that a strand is held from the last statement to the end of the commit and not while the transaction works.
-- The text that is hashed is computed again by Audit/LinkHash.cs: lengths in bytes of UTF-8, moments in microseconds since 1970,
-- jsonb as PostgreSQL prints it (which holds no line break).
create or replace function chain.link_event() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    thread smallint := 0;
    place  bigint;
    moment timestamptz;
    chain  bytea;
begin
    -- Nobody who holds a strand waits for another, so that no two commits can wait for each other.
    -- The lock is taken before the query and not within it: the query must see what the lock waited for.
    while not pg_try_advisory_xact_lock(hashtextextended(new.tenant_id, 7355608 + thread)) loop
        thread := thread + 1;
        if thread = chain.strands() then
            thread := pg_backend_pid() % chain.strands();
            perform pg_advisory_xact_lock(hashtextextended(new.tenant_id, 7355608 + thread));
        end if;
    end loop;

    select position, recorded_at, hash into place, moment, chain
    from chain.links where tenant = new.tenant_id and strand = thread order by position desc limit 1;
    place := coalesce(place, 0) + 1;
    moment := greatest(clock_timestamp(), moment + interval '1 microsecond');
    chain := sha256(coalesce(chain, decode(repeat('00', 32), 'hex')) || convert_to(concat(
        thread, ',', place, ',', (extract(epoch from moment) * 1000000)::bigint, ',',
        new.seq_id, ',', new.id, ',', new.stream_id, ',', new.version, ',',
        -- Marten fills the numbers of a failed append with tombstones that have no moment; .NET reads that as the year 1.
        case new.timestamp when '-infinity' then -62135596800000000 else (extract(epoch from new.timestamp) * 1000000)::bigint end, ',',
        octet_length(new.tenant_id), ':', new.tenant_id, ',',
        octet_length(new.type), ':', new.type, ',',
        octet_length(new.user_name), ':', new.user_name, ',',
        octet_length(new.correlation_id), ':', new.correlation_id, ',',
        octet_length(new.causation_id), ':', new.causation_id, E'\n',
        new.headers, E'\n', new.data), 'UTF8'));

    insert into chain.links (tenant, strand, position, seq_id, stream_id, version, event_id, recorded_at, hash)
    values (new.tenant_id, thread, place, new.seq_id, new.stream_id, new.version, new.id, moment, chain);
    return null;
end
$$;

-- The moment up to which everything of a county is known: whoever was stamped before it has ended, whoever comes later is stamped later.
create or replace function chain.known(county varchar) returns timestamptz
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
    moment constant timestamptz := clock_timestamp();
begin
    for thread in 0..chain.strands() - 1 loop
        perform pg_advisory_lock_shared(hashtextextended(county, 7355608 + thread));
        perform pg_advisory_unlock_shared(hashtextextended(county, 7355608 + thread));
    end loop;
    return moment;
end
$$;

-- Events and links are never changed or taken away, by nobody: not even by the owner of the tables.
create or replace function chain.refuse() returns trigger
    language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    raise exception '% of %.% is refused: what is recorded stays', tg_op, tg_table_schema, tg_table_name using errcode = 'BC001';
end
$$;

create or replace trigger links_stay before update or delete on chain.links for each row execute function chain.refuse();
create or replace trigger links_stay_whole before truncate on chain.links for each statement execute function chain.refuse();
create or replace trigger events_stay before update or delete on cases.mt_events for each row execute function chain.refuse();
create or replace trigger events_stay_whole before truncate on cases.mt_events for each statement execute function chain.refuse();
alter table chain.links enable always trigger links_stay;
alter table chain.links enable always trigger links_stay_whole;
alter table cases.mt_events enable always trigger events_stay;
alter table cases.mt_events enable always trigger events_stay_whole;

do $$
begin
    if not exists (select from pg_trigger where tgname = 'events_linked' and tgrelid = 'cases.mt_events'::regclass) then
        create constraint trigger events_linked after insert on cases.mt_events
            deferrable initially deferred for each row execute function chain.link_event();
    end if;
end
$$;
alter table cases.mt_events enable always trigger events_linked;

revoke all on schema chain from public;
revoke all on all functions in schema chain from public;
grant usage on schema chain to balance_app;
grant select on chain.links to balance_app;
grant execute on function chain.known(varchar), chain.strands() to balance_app;

-- That somebody verified, and what it came to. Insert-only; it proves nothing by itself, verifying again does.
create table if not exists chain.verifications (
    id bigint generated always as identity primary key,
    tenant varchar not null,
    at timestamptz not null default now(),
    user_name text not null,
    events bigint not null,
    damages int not null
);
alter table chain.verifications add column if not exists checkpoint_at timestamptz;
create index if not exists verifications_latest on chain.verifications (tenant, id desc);
grant select, insert on chain.verifications to balance_app;
