-- One row for each ending of an amount that is no complete unit of money, from the registry.
create or replace temp table incomplete_unit as
select unnest(getvariable('incomplete_units')) as word
