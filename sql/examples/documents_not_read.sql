-- zh: 哪些文件没有读出，原因是什么？
-- en: Which documents could not be read, and why?
select
    coalesce(dim_document.url, dim_document.file_name) as source,
    dim_document.format,
    dim_report.read_state,
    dim_report.title,
    fact_issue.issue_code
from dim_report
inner join dim_document
    on dim_report.document_key = dim_document.document_key
left join fact_issue
    on dim_report.report_key = fact_issue.report_key
where dim_report.read_state in ('unreadable', 'unsupported', 'not_a_report')
order by source asc, fact_issue.issue_code asc
limit 100
