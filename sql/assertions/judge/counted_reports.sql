-- Which profile each judged report has, in the order of reports, so that keys take little room.
insert into fact_judged
select
    p.report_key,
    l.profile_key
from report_profile as p
inner join profile_leader as l on p.signature = l.signature
order by p.report_key
