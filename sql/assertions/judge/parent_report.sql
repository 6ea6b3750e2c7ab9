-- One row for each judged report whose organ stands under another that reports on the same year
-- and does not say that it speaks for itself alone. Organs led from above (tax, customs, weather)
-- are in no report of the government of their place. `is_comparable` tells the reports that stand
-- for their organ; `family_key` is the same for those, and for the others, below one report.
create or replace temp table parent_report as
select
    r.report_key,
    c.report_key as parent_key,
    o.parent_organ_key,
    s.report_key is not null as is_comparable,
    (dense_rank() over (order by c.report_key, s.report_key is null))::integer as family_key
from dim_report as r
semi join judged_report as j on r.report_key = j.report_key
inner join dim_organ as o on r.organ_key = o.organ_key
inner join comparable_report as c
    on o.parent_organ_key = c.organ_key and r.report_year = c.report_year
left join comparable_report as s on r.report_key = s.report_key
where c.scope <> 'own' and o.organ_type <> 'vertical'
