-- One row for each document and revision of a report that it holds: every fact finds its report
-- here, by one join.
create temp table document_revision as
select
    dim_document.sha256,
    dim_report.report_key,
    dim_report.read_state,
    dim_report.report_year,
    dim_report.is_current
from dim_document
inner join dim_report
    on dim_document.document_key = dim_report.document_key
