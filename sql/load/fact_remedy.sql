-- One row for each report and channel of table 4; a cell that holds no figure is NULL, never 0.
insert into fact_remedy by name
select
    document_revision.report_key,
    dim_line.line_key,
    document_revision.report_year,
    document_revision.is_current,
    raw_remedy.upheld::bigint as upheld,
    raw_remedy.corrected::bigint as corrected,
    raw_remedy.other_result::bigint as other_result,
    raw_remedy.pending::bigint as pending,
    raw_remedy.total::bigint as total
from raw_remedy
inner join document_revision
    on raw_remedy.sha256 = document_revision.sha256
inner join dim_line
    on
        dim_line.table_code = 't4'
        and raw_remedy.line_code = dim_line.line_code
where document_revision.read_state in ('read', 'partial')
