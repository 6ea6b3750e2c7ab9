-- One row for each document and place, from when it was first found there.
insert into fact_sighting by name
select
    stable_key(sha256) as document_key,
    source_id,
    url,
    file_name,
    seen_at,
    replaced_at,
    gone_at
from sighting
