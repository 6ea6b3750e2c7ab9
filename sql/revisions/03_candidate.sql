-- One row for each edition whose words or figures differ from those before it on its page, with
-- whether it takes the place of what was valid. A later edition of the valid page always does; one
-- of another page where it is better read, or as well and published later, and is no copy; a later
-- file of two that are as good also does, since files are taken in by those who know why.
-- `standing` never falls on one page: what an organ puts in place of its report is its report.
create temp table candidate as
with pages as (
    select
        *,
        min(place_in_series) over (partition by series_id, page) as page_rank
    from edition
),

copies as (
    select distinct
        pages.series_id,
        pages.place_in_series
    from pages
    inner join pages as other
        on
            pages.series_id = other.series_id
            and pages.page_rank > other.page_rank
            and pages.place_in_series > other.place_in_series
            and (
                pages.sha256 = other.sha256
                or (
                    pages.text_sha256 = other.text_sha256
                    and pages.figures_sha256 is not distinct from other.figures_sha256
                )
                or (
                    pages.figures_sha256 = other.figures_sha256
                    and not (pages.is_file and other.is_file)
                )
            )
),

valued as (
    select
        pages.*,
        copies.series_id is not null as is_copy,
        struct_pack(
            quality := pages.quality,
            published_on := coalesce(pages.published_on, date '0001-01-01')
        ) as own_standing
    from pages
    left join copies
        on
            pages.series_id = copies.series_id
            and pages.place_in_series = copies.place_in_series
    where not pages.is_bytes_only
),

climbing as (
    select
        *,
        case
            when is_file then own_standing
            else max(own_standing) over (
                partition by series_id, page
                order by place_in_series
            )
        end as standing
    from valued
),

contested as (
    select
        *,
        max(
            struct_pack(
                standing := standing,
                earliest := -place_in_series,
                page := page,
                is_file := is_file
            )
        ) filter (not is_copy) over (
            partition by series_id
            order by place_in_series
            rows between unbounded preceding and 1 preceding
        ) as best
    from climbing
)

select
    series_id,
    page,
    is_file,
    place_in_series,
    sha256,
    seen_at,
    text_sha256,
    figures_sha256,
    case
        when is_copy then false
        when best is null then true
        when standing = struct_extract(best, 'standing')
            then
                page = struct_extract(best, 'page')
                or (is_file and struct_extract(best, 'is_file'))
        else standing > struct_extract(best, 'standing')
    end as is_valid
from contested
