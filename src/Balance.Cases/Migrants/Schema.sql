-- Children whom one county sent to another of this installation. What was sent, answered or returned stands in the files; this leads from one county to the other.
create schema if not exists transfers;

-- The last transfer of a child from one county to another. Alone it opens nothing: whether it waits, the file of the county that sent it says.
create table if not exists transfers.sent (
    id uuid primary key, -- how the receiving county names it
    from_county text not null,
    to_county text not null,
    child uuid not null, -- as the sending county knows it
    sent_at timestamptz not null default clock_timestamp(),
    ended_on date,
    outcome text,
    unique (from_county, to_county, child),
    check ((ended_on is null) = (outcome is null))
);
create index if not exists sent_waiting on transfers.sent (to_county) where ended_on is null;

-- The history that came with a child, sealed under the key that it has in the receiving county.
create table if not exists transfers.histories (
    tenant text not null,
    child uuid not null,
    transfer uuid not null, -- the entry in the file of the county that sent it
    content bytea not null,
    primary key (tenant, child, transfer)
);

-- What was attached or issued there, sealed in the same way.
create table if not exists transfers.files (
    tenant text not null,
    child uuid not null,
    transfer uuid not null,
    entry uuid not null, -- the entry of the history that tells of it
    content bytea not null,
    primary key (tenant, child, transfer, entry)
);

grant usage on schema transfers to balance_app;
grant select, insert on transfers.sent, transfers.histories, transfers.files to balance_app;
grant update (id, sent_at, ended_on, outcome) on transfers.sent to balance_app;
