-- One row for each waiver, in the order of its file.
select
    line,
    organ,
    report_year as year,
    rule_id,
    author,
    expires_on,
    state,
    findings
from fact_waiver
order by line
