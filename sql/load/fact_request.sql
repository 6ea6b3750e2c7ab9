-- One row for each report and line of table 3; a cell that holds no figure is NULL, never 0.
insert into fact_request by name
select
    dim_report.report_key,
    dim_line.line_key,
    max(cells.value) filter (cells.column_code = 'natural_person')::bigint as natural_person,
    max(cells.value) filter (cells.column_code = 'org_enterprise')::bigint as org_enterprise,
    max(cells.value) filter (cells.column_code = 'org_research')::bigint as org_research,
    max(cells.value) filter (cells.column_code = 'org_public_welfare')::bigint
        as org_public_welfare,
    max(cells.value) filter (cells.column_code = 'org_legal_service')::bigint as org_legal_service,
    max(cells.value) filter (cells.column_code = 'org_other')::bigint as org_other,
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
    cells.table_code = 't3'
    and dim_report.read_state in ('read', 'partial')
group by dim_report.report_key, dim_line.line_key
