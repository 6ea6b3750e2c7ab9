-- One row for each report revision, with the issues met while reading it.
-- Cells read are those whose place was found, filled or blank.
with issues as (
    select
        report_key,
        list({ 'code': issue_code, 'detail': detail } order by issue_code, detail) as issues
    from fact_issue
    group by report_key
),

unread as (
    select
        report_key,
        count(*) as cells
    from fact_exception
    where cell_status = 'missing'
    group by report_key
)

select
    v_report.report_key,
    coalesce(v_report.url, v_report.file_name, v_report.sha256) as file,
    v_report.organ_name as organ,
    v_report.report_year as year,
    v_report.format as container,
    v_report.read_state as state,
    v_report.cells_filled,
    v_report.cells_expected - coalesce(unread.cells, 0) as cells_read,
    v_report.cells_expected,
    v_report.is_current,
    flagged.reconciles,
    flagged.n_error,
    flagged.n_warning,
    flagged.n_undecided,
    issues.issues
from v_report
inner join v_judged_report as flagged
    on v_report.report_key = flagged.report_key
left join issues
    on v_report.report_key = issues.report_key
left join unread
    on v_report.report_key = unread.report_key
order by
    case
        when not flagged.reconciles then 1
        when v_report.read_state not in ('read', 'partial') then 4
        when flagged.reconciles then 3
        else 2
    end asc,
    flagged.n_error desc,
    flagged.n_warning desc,
    organ asc nulls last,
    year asc,
    file asc
