-- Papers that went out: numbered without gaps per office and year, kept as they were issued, sealed under the child's key.
create schema if not exists documents;

create table if not exists documents.numbers (
    tenant text not null,
    office text not null,
    year integer not null,
    last integer not null check (last > 0),
    primary key (tenant, office, year)
);

create table if not exists documents.issued (
    document uuid primary key,
    tenant text not null,
    child uuid not null,
    office text not null,
    year integer not null,
    number integer not null,
    file bytea not null,    -- the .docx, sealed
    content bytea not null, -- what it says, sealed: the page for print is drawn from it
    unique (tenant, office, year, number)
);

grant usage on schema documents to balance_app;
grant select, insert, update on documents.numbers to balance_app;
grant select, insert on documents.issued to balance_app;
