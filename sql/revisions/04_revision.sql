-- One row for each future row of dim_report, without what changed: every valid edition, and every
-- other document that is no mere repetition of bytes. A document that comes back after another has
-- a second row, with a key of its own.
create temp table revision as
with numbered as (
    select
        *,
        count(*) filter (is_valid) over (
            partition by series_id
            order by place_in_series
        ) as revision,
        row_number() over (
            partition by sha256, is_valid
            order by seen_at asc, place_in_series asc
        ) as nth,
        bool_or(is_valid) over (partition by sha256) as is_ever_valid
    from candidate
),

kept as (
    select
        *,
        case
            when nth = 1 then stable_key(sha256)
            else stable_key(sha256 || '/' || nth)
        end as report_key
    from numbered
    where
        is_valid
        or (not is_ever_valid and nth = 1)
),

followed as (
    select
        report_key,
        lead(seen_at) over (partition by series_id order by place_in_series) as valid_to
    from kept
    where is_valid
)

select
    kept.report_key,
    kept.series_id,
    kept.page,
    kept.is_file,
    kept.place_in_series,
    kept.sha256,
    kept.seen_at,
    kept.text_sha256,
    kept.figures_sha256,
    kept.is_valid,
    kept.revision,
    case when kept.is_valid then followed.valid_to else kept.seen_at end as valid_to,
    last_value(case when kept.is_valid then kept.report_key end ignore nulls) over before
        as previous_report_key,
    last_value(case when kept.is_valid then kept.sha256 end ignore nulls) over before
        as previous_sha256,
    last_value(case when kept.is_valid then kept.page end ignore nulls) over before
        as previous_page,
    last_value(case when kept.is_valid then kept.is_file end ignore nulls) over before
        as previous_is_file
from kept
left join followed
    on kept.report_key = followed.report_key
window before as (
    partition by kept.series_id
    order by kept.place_in_series
    rows between unbounded preceding and 1 preceding
)
