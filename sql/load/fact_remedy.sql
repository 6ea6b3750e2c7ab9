-- One row for each report and channel of table 4; a cell that holds no figure is NULL, never 0.
insert into fact_remedy by name
select
    dim_report.report_key,
    dim_line.line_key,
    max(cells.value) filter (cells.column_code = 'upheld')::bigint as upheld,
    max(cells.value) filter (cells.column_code = 'corrected')::bigint as corrected,
    max(cells.value) filter (cells.column_code = 'other_result')::bigint as other_result,
    max(cells.value) filter (cells.column_code = 'pending')::bigint as pending,
    max(cells.value) filter (cells.column_code = 'total')::bigint as total
from raw_cell as cells
inner join dim_document
    on cells.sha256 = dim_document.sha256
inner join dim_report
    on dim_document.document_key = dim_report.document_key
inner join dim_line
    on
        cells.table_code = dim_line.table_code
        and cells.line_code = dim_line.line_code
where
    cells.table_code = 't4'
    and dim_report.read_state in ('read', 'partial')
group by dim_report.report_key, dim_line.line_key
