-- One row for each line of each term that claims on figures name, from the registry.
create or replace temp table claim_term (
    table_code varchar not null,
    term varchar not null,
    line_code varchar not null
)
