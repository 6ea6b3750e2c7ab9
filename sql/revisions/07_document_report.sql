-- One row for each extracted document: the report revision that holds its content. That of a
-- document that differs in its bytes alone is the edition before it on its page.
create temp table document_report as
with homes as (
    select
        sha256,
        seen_at,
        place_in_series,
        series_id,
        last_value(case when not is_bytes_only then sha256 end ignore nulls) over (
            partition by series_id, page
            order by place_in_series
        ) as home_sha256
    from edition
),

keys as (
    select
        sha256,
        arg_min(report_key, place_in_series) as report_key
    from revision
    group by sha256
)

select
    homes.sha256,
    arg_min(keys.report_key, homes.place_in_series) as report_key
from homes
inner join keys
    on homes.home_sha256 = keys.sha256
group by homes.sha256
