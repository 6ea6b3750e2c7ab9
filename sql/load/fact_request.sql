-- One row for each report and line of table 3; a cell that holds no figure is NULL, never 0.
insert into fact_request by name
select
    document_revision.report_key,
    dim_line.line_key,
    document_revision.report_year,
    document_revision.is_current,
    raw_request.natural_person::bigint as natural_person,
    raw_request.org_enterprise::bigint as org_enterprise,
    raw_request.org_research::bigint as org_research,
    raw_request.org_public_welfare::bigint as org_public_welfare,
    raw_request.org_legal_service::bigint as org_legal_service,
    raw_request.org_other::bigint as org_other,
    raw_request.total::bigint as total
from raw_request
inner join document_revision
    on raw_request.sha256 = document_revision.sha256
inner join dim_line
    on
        dim_line.table_code = 't3'
        and raw_request.line_code = dim_line.line_code
where document_revision.read_state in ('read', 'partial')
