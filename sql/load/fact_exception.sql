-- One row for each statutory cell that is not a plain number.
insert into fact_exception by name
select
    document_revision.report_key,
    raw_cell.table_code,
    raw_cell.line_code,
    raw_cell.column_code,
    raw_cell.status as cell_status,
    raw_cell.raw_text
from raw_cell
inner join document_revision
    on raw_cell.sha256 = document_revision.sha256
where
    raw_cell.status not in ('number', 'zero')
    and document_revision.read_state in ('read', 'partial')
