-- One row for each outcome and kind of applicant: summing `value` over any choice of rows of one
-- organ counts each decided request once. Current reports only, no totals, no second edition or
-- copy of a report; one that names no organ or no year is left out, for it may be a copy. A blank
-- stays, as NULL. A government's report may count its departments in: see `scope` before summing
-- organs of one place.
create or replace view v_request_leaf as
select
    v_request.report_key,
    v_request.organ_name,
    v_request.report_year,
    v_request.table_code,
    v_request.line_code,
    dim_line.group_code,
    v_request.column_code,
    v_request.value,
    dim_report.organ_key,
    dim_report.scope
from v_request
inner join dim_line
    on
        v_request.table_code = dim_line.table_code
        and v_request.line_code = dim_line.line_code
inner join dim_report
    on v_request.report_key = dim_report.report_key
where
    v_request.is_current
    and dim_report.organ_key is not null
    and v_request.report_year is not null
    and dim_line.role = 'outcome'
    and v_request.column_code != 'total'
