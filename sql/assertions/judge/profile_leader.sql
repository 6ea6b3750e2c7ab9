-- One row for each signature, with the first report that has it, which speaks for the others.
create or replace temp table profile_leader as
select
    signature,
    min(report_key) as report_key,
    (row_number() over (order by min(report_key)))::integer as profile_key
from report_profile
group by signature
