-- One row for each sighting of a document that was extracted, in its series: the editions of one
-- organ's report on one year, in the order in which they were seen. What no year of an organ can
-- claim is a series of its own: the page where it was first seen, or the file.
-- `page` is what is edited: an address, or a local file by its name.
create temp table edition as
with reports as (
    select
        *,
        -- the better it was read, the higher; NULL where it is no report or could not be read
        case read_state
            when 'read' then 3
            when 'partial' then 2
            when 'older_form' then 1
        end as quality
    from named_report
),

placed as (
    select
        sighting.sha256,
        sighting.seen_at,
        reports.organ_id,
        reports.report_year,
        reports.published_on,
        reports.quality,
        reports.text_sha256,
        reports.figures_sha256,
        sighting.place as page,
        sighting.url is null as is_file,
        first_value(case when sighting.url is not null then sighting.place end) over (
            partition by sighting.sha256
            order by sighting.seen_at asc, sighting.place asc
        ) as first_place
    from sighting
    inner join reports
        on sighting.sha256 = reports.sha256
),

series as (
    select
        *,
        coalesce(
            -- NULL where organ or year is not known
            case when quality > 0 then organ_id || '/' || report_year end,
            first_place,
            sha256
        ) as series_id
    from placed
)

select
    *,
    row_number() over seen as place_in_series,
    coalesce(
        lag(text_sha256) over pages = text_sha256
        and coalesce(lag(figures_sha256) over pages, '') = coalesce(figures_sha256, ''),
        false
    ) as is_bytes_only
from series
window
    seen as (
        partition by series_id
        order by seen_at asc, published_on asc nulls first, sha256 asc, page asc
    ),
    pages as (
        partition by series_id, page
        order by seen_at asc, published_on asc nulls first, sha256 asc
    )
