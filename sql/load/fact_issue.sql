-- One row for each thing that was not understood.
insert into fact_issue by name
select
    document_revision.report_key,
    raw_issue.code as issue_code,
    raw_issue.detail,
    raw_issue.page,
    raw_issue.path
from raw_issue
inner join document_revision
    on raw_issue.sha256 = document_revision.sha256
