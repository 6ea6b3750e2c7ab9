-- One row for each judged report whose organ stands under another that reports on the same year
-- and does not say that it speaks for itself alone. Organs led from above (tax, customs, weather)
-- are in no report of the government of their place.
create or replace temp table parent_report as
select
    r.report_key,
    c.report_key as parent_key,
    o.parent_organ_key
from dim_report as r
semi join judged_report as j on r.report_key = j.report_key
inner join dim_organ as o on r.organ_key = o.organ_key
inner join comparable_report as c
    on o.parent_organ_key = c.organ_key and r.report_year = c.report_year
where c.scope <> 'own' and o.organ_type <> 'vertical'
