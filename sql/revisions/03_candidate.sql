-- One row for each edition whose words or figures differ from those before it on its page, with
-- whether it takes the place of what was valid. A later edition of the valid page always does; one
-- of another page where it is better read, or as well and published later, and is no copy; a later
-- file of two that are as good also does, since files are taken in by those who know why.
-- `rank` never falls on one page: what an organ puts in place of its report is its report.
create temp table candidate as
with pages as (
    select
        *,
        min(place_in_series) over (partition by series_id, page) as page_rank
    from edition
),

ranked as (
    select
        pages.* exclude (is_bytes_only),
        exists (
            select 1
            from pages as other
            where
                other.series_id = pages.series_id
                and other.page_rank < pages.page_rank
                and other.place_in_series < pages.place_in_series
                and (
                    other.sha256 = pages.sha256
                    or (
                        other.text_sha256 = pages.text_sha256
                        and other.figures_sha256 is not distinct from pages.figures_sha256
                    )
                    or (
                        other.figures_sha256 = pages.figures_sha256
                        and not (other.is_file and pages.is_file)
                    )
                )
        ) as is_copy,
        { 'quality': quality, 'published_on': coalesce(published_on, date '0001-01-01') } as own
    from pages
    where not coalesce(is_bytes_only, false)
),

climbing as (
    select
        *,
        case
            when is_file then own
            else max(own) over (partition by series_id, page order by place_in_series)
        end as rank
    from ranked
),

contested as (
    select
        *,
        max(
            { 'rank': rank, 'earliest': -place_in_series, 'page': page, 'is_file': is_file }
        ) filter (not is_copy) over (
            partition by series_id
            order by place_in_series
            rows between unbounded preceding and 1 preceding
        ) as best
    from climbing
)

select
    * exclude (best, own, is_copy),
    case
        when is_copy then false
        when best is null then true
        when rank = best.rank then page = best.page or (is_file and best.is_file)
        else rank > best.rank
    end as is_valid
from contested
