-- One row for each time a place was found to hold another document than at the look before.
-- A page that is asked for every night has one row until its bytes change; `gone_at` is when the
-- place was found empty, where it still is.
create temp table sighting as
with looks as (
    select
        *,
        max(seen_at) filter (sha256 is not null) over (partition by place) as last_found_at
    from raw_sighting
),

gone as (
    select
        place,
        min(seen_at) as gone_at
    from looks
    where
        sha256 is null
        and seen_at > last_found_at
    group by place
),

found as (
    select
        looks.*,
        lag(looks.sha256) over (
            partition by looks.place
            order by looks.seen_at asc, looks.sha256 asc
        ) as sha256_before
    from looks
    inner join raw_document
        on looks.sha256 = raw_document.sha256
)

select
    found.place,
    found.source_id,
    found.url,
    found.file_name,
    found.sha256,
    found.seen_at,
    lead(found.seen_at) over places as replaced_at,
    case when lead(found.seen_at) over places is null then gone.gone_at end as gone_at
from found
left join gone
    on found.place = gone.place
where found.sha256 is distinct from found.sha256_before
window places as (partition by found.place order by found.seen_at asc, found.sha256 asc)
