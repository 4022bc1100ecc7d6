-- Returns that were sealed: what each says and its file as they went out, numbered with the papers of the same office and year.
-- Figures alone, no child: whose they are is worked out again for whoever may know it.
create schema if not exists returns;

create table if not exists returns.sealed (
    id uuid primary key,
    tenant text not null,
    unit text not null,
    kind text not null,
    as_of date not null,
    year integer not null,
    number integer not null,
    content bytea not null, -- what it says: page and comparison are made of it
    file bytea not null,    -- the .docx
    unique (tenant, unit, kind, as_of),
    unique (tenant, unit, year, number)
);

grant usage on schema returns to balance_app;
grant select, insert on returns.sealed to balance_app;
