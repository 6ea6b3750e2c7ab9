-- The issues of the chunk: some of them put a whole line in doubt.
select
    f.report_key,
    f.issue_code,
    f.detail
from fact_issue as f
where f.report_key in (select c.report_key from chunk_table as c)
