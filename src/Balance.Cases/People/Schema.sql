-- Who a child is: the only place that knows (domain.md, Privacy). Everything here is sealed or keyed.
create schema if not exists people;
create schema if not exists access;

create table if not exists people.children (
    tenant text not null,
    child uuid not null,
    hash bytea,
    wrapped_key bytea,
    key_id text,
    erased_at timestamptz,
    erased_for text,
    primary key (tenant, child),
    unique (tenant, hash)
);

-- No foreign key: the vault alone writes both tables, and a million checks would double an import.
create table if not exists people.facets (
    tenant text not null,
    child uuid not null,
    facet smallint not null,
    sealed bytea not null,
    mac bytea not null,
    primary key (tenant, child, facet)
);

-- Two ids that proved to be one child: what is learnt under the number of this one is the other's.
alter table people.children add column if not exists merged_into uuid;
create index if not exists children_merged on people.children (tenant, merged_into) where merged_into is not null;

-- Whose identity changed in which transaction (null: too many to name), so that a node refreshes its names.
create table if not exists people.changes (
    tenant text not null,
    at xid8 not null default pg_current_xact_id(),
    children uuid[],
    recorded_at timestamptz not null default clock_timestamp()
);
create index if not exists changes_by_transaction on people.changes (tenant, at);

create table if not exists people.rejected_values (
    tenant text not null,
    import uuid not null,
    line int not null,
    sealed bytea not null,
    expires_at timestamptz not null,
    primary key (tenant, import, line)
);
create index if not exists rejected_values_by_expiry on people.rejected_values (expires_at);

-- The ids (never values) of the keys this database was written with: another ring would allot every child anew.
create table if not exists people.key_ids (
    key_id text primary key,
    first_used_at timestamptz not null default clock_timestamp()
);

create table if not exists access.data_protection_keys (
    name text primary key,
    xml text not null,
    stored_at timestamptz not null default clock_timestamp()
);

grant usage on schema people, access to balance_app;
grant select, insert on people.children, people.facets, people.key_ids to balance_app;
grant update (hash, wrapped_key, key_id, erased_at, erased_for, merged_into) on people.children to balance_app;
grant update (sealed, mac), delete on people.facets to balance_app;
grant select, insert, delete on people.changes, people.rejected_values to balance_app;
grant select, insert on access.data_protection_keys to balance_app;
