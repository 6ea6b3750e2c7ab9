-- One row for each active document that was extracted. Reports of one organ and year are revisions
-- of each other, oldest first; the current one is the best read, then the latest.
insert into dim_report by name
with reports as (
    select
        report.sha256,
        report.organ_id,
        report.report_year,
        report.title,
        report.published_on,
        report.layout_t2,
        report.layout_t3,
        report.scope,
        report.read_state,
        report.cells_filled,
        report.cells_expected,
        document.fetched_at,
        -- the better it was read, the lower; NULL where it is no report or could not be read
        case report.read_state
            when 'read' then 1
            when 'partial' then 2
            when 'older_form' then 3
        end as quality
    from named_report as report
    inner join raw_document as document
        on report.sha256 = document.sha256
),

series as (
    select
        *,
        -- what no year of an organ can claim stands alone: then the concatenation is NULL
        coalesce(
            case when quality > 0 then organ_id || '/' || report_year end,
            sha256
        ) as series_id
    from reports
),

revisions as (
    select
        *,
        row_number() over series_order as revision,
        lead(fetched_at) over series_order as valid_to
    from series
    window series_order as (
        partition by series_id
        order by published_on asc nulls first, fetched_at asc, sha256 asc
    )
)

select
    stable_key(sha256) as report_key,
    stable_key(organ_id) as organ_key,
    report_year,
    revision,
    row_number() over (
        partition by series_id
        order by quality asc nulls last, revision desc
    ) = 1 as is_current,
    fetched_at as valid_from,
    -- a later edition may have been seen before an earlier one: then that one never held
    case when valid_to is not null then greatest(valid_to, fetched_at) end as valid_to,
    stable_key(sha256) as document_key,
    title,
    published_on,
    layout_t2,
    layout_t3,
    scope,
    read_state,
    cells_filled,
    cells_expected
from revisions
