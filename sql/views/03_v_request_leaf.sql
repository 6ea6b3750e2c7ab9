-- One row for each outcome and kind of applicant, current reports only: summing `value` over any
-- choice of rows counts each decided request once. A blank stays, as NULL.
create or replace view v_request_leaf as
select
    v_request.report_key,
    v_request.organ_name,
    v_request.report_year,
    v_request.table_code,
    v_request.line_code,
    dim_line.group_code,
    v_request.column_code,
    v_request.value
from v_request
inner join dim_line
    on
        v_request.table_code = dim_line.table_code
        and v_request.line_code = dim_line.line_code
where
    v_request.is_current
    and dim_line.role = 'outcome'
    and v_request.column_code != 'total'
