-- One row for each report, line and measure of table 2; money in 万元, NULL where no unit is known.
insert into fact_disclosure by name
select
    document_revision.report_key,
    dim_line.line_key,
    raw_cell.column_code as measure_code,
    raw_cell.value,
    raw_cell.unit
from raw_cell
inner join document_revision
    on raw_cell.sha256 = document_revision.sha256
inner join dim_line
    on
        raw_cell.table_code = dim_line.table_code
        and raw_cell.line_code = dim_line.line_code
where
    raw_cell.table_code = 't2'
    and document_revision.read_state in ('read', 'partial')
