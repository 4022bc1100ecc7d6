#!/usr/bin/env bash
# Runs once, when the cluster is made: the owner of the schema, the application that owns nothing, their database.
set -euo pipefail
psql --set ON_ERROR_STOP=1 --username postgres --dbname postgres \
    --set owner_password="$OWNER_PASSWORD" --set app_password="$APP_PASSWORD" <<'SQL'
create role balance_owner login nosuperuser nocreatedb nocreaterole password :'owner_password';
create role balance_app login nosuperuser nocreatedb nocreaterole password :'app_password';
create database balance owner balance_owner;
revoke all on database balance from public;
grant connect, temporary on database balance to balance_app;
SQL
