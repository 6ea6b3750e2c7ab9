-- One row for each statutory cell that is not a plain number.
insert into fact_exception by name
select
    dim_report.report_key,
    raw_cell.table_code,
    raw_cell.line_code,
    raw_cell.column_code,
    raw_cell.status as cell_status,
    raw_cell.raw_text
from raw_cell
inner join dim_document
    on raw_cell.sha256 = dim_document.sha256
inner join dim_report
    on dim_document.document_key = dim_report.document_key
where
    raw_cell.status not in ('number', 'zero')
    and dim_report.read_state in ('read', 'partial')
