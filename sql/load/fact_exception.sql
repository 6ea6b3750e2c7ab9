-- One row for each statutory cell that is not a plain number.
insert into fact_exception by name
select
    document_revision.report_key,
    raw_exception.table_code,
    raw_exception.line_code,
    raw_exception.column_code,
    raw_exception.status as cell_status,
    raw_exception.raw_text
from raw_exception
inner join document_revision
    on raw_exception.sha256 = document_revision.sha256
where document_revision.read_state in ('read', 'partial')
