-- A key that is the same in every rebuild: 53 bits of a hash, so that spreadsheets keep it exact.
create or replace macro stable_key(text) as (md5_number_lower(text) % 9007199254740992)::bigint
