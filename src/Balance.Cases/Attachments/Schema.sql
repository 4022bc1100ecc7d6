-- What was attached to cases: photographs, certificates, letters. Sealed under the child's key, so that nothing can be read where it is erased.
create schema if not exists attachments;

create table if not exists attachments.files (
    file uuid primary key,
    tenant text not null,
    child uuid not null,
    content bytea not null -- as it was sent, sealed
);

grant usage on schema attachments to balance_app;
grant select, insert on attachments.files to balance_app;
