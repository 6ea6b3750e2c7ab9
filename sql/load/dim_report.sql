-- One row for each revision of a report, each copy and each conflict, from the temporary tables of
-- sql/revisions; a document that is no report has a row with its state.
insert into dim_report by name
with changes as (
    select
        report_key,
        count(*) as n_changed
    from revision_change
    group by report_key
),

-- the valid edition whose words or figures a row beside them repeats
originals as (
    select
        beside.report_key,
        arg_max(valid.report_key, valid.place_in_series) as original_report_key
    from revision as beside
    inner join revision as valid
        on
            beside.series_id = valid.series_id
            and beside.place_in_series > valid.place_in_series
            and (
                beside.figures_sha256 = valid.figures_sha256
                or (
                    beside.text_sha256 = valid.text_sha256
                    and beside.figures_sha256 is not distinct from valid.figures_sha256
                )
            )
    where
        valid.is_valid
        and not beside.is_valid
    group by beside.report_key
),

compared as (
    select
        revision.*,
        coalesce(changes.n_changed, 0) as n_changed,
        originals.original_report_key
    from revision
    left join changes
        on revision.report_key = changes.report_key
    left join originals
        on revision.report_key = originals.report_key
),

levels as (
    select
        *,
        case
            when previous_report_key is null then 'first'
            when not is_valid and (original_report_key is not null or n_changed = 0) then 'copy'
            when not is_valid then 'conflict'
            when n_changed > 0 then 'figures'
            when page = previous_page or (is_file and previous_is_file) then 'text'
            else 'fuller'
        end as change_level
    from compared
)

select
    levels.report_key,
    stable_key(report.organ_id) as organ_key,
    report.report_year,
    levels.revision,
    levels.is_valid and levels.valid_to is null as is_current,
    levels.seen_at as valid_from,
    levels.valid_to,
    levels.change_level,
    levels.previous_report_key,
    case
        when levels.change_level = 'copy'
            then coalesce(levels.original_report_key, levels.previous_report_key)
    end as copy_of_report_key,
    stable_key(report.sha256) as document_key,
    report.title,
    report.published_on,
    report.layout_t2,
    report.layout_t3,
    report.scope,
    report.read_state,
    report.cells_filled,
    report.cells_expected
from levels
inner join named_report as report
    on levels.sha256 = report.sha256
