-- One row for each thing that was not understood.
insert into fact_issue by name
select
    dim_report.report_key,
    raw_issue.code as issue_code,
    raw_issue.detail,
    raw_issue.page,
    raw_issue.path
from raw_issue
inner join dim_document
    on raw_issue.sha256 = dim_document.sha256
inner join dim_report
    on dim_document.document_key = dim_report.document_key
