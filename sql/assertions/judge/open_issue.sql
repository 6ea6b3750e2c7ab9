-- The issues of the reports with open units: some of them put a whole line in doubt.
create or replace temp table open_issue as
select
    f.report_key,
    f.issue_code,
    f.detail
from fact_issue as f
where f.report_key in (select c.report_key from open_table as c)
order by f.report_key, f.issue_code, f.detail
