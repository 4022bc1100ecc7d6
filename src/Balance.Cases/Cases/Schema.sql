-- Lists as officers keep them: filters and order under a name. Nothing of a child: no search is kept, and no number in a name.
create schema if not exists lists;

-- An account's own; gone with it, and read by nobody else.
create table if not exists lists.views (
    id uuid primary key,
    account uuid not null references access.accounts (id) on delete cascade,
    name text not null check (char_length(name) between 1 and 30),
    query text not null check (char_length(query) between 1 and 400),
    made_at timestamptz not null default clock_timestamp(),
    unique (account, name) deferrable initially deferred
);

grant usage on schema lists to balance_app;
grant select, insert, update, delete on lists.views to balance_app;
