-- One row for each judged report whose organ and year are known: the day by which it is due, the
-- day on which it says it was published, and the day on which it was seen at its address. A local
-- file has no address: when it was copied here says nothing of when it was published.
create or replace temp table deadline_of_report as
with due as (
    select
        o.organ_key,
        o.deadline_class,
        m.month_day
    from dim_organ as o
    left join dim_region as g on o.region_key = g.region_key
    inner join map_deadline as m
        on
            o.deadline_class = m.deadline_class
            and starts_with(coalesce(g.region_code, ''), m.region_prefix)
    qualify row_number() over (partition by o.organ_key order by length(m.region_prefix) desc) = 1
)

select
    r.report_key,
    r.report_year,
    o.deadline_class,
    r.published_on,
    case when d.url is not null then d.fetched_at::date end as seen_on,
    make_date(
        r.report_year + 1,
        split_part(o.month_day, '-', 1)::integer,
        split_part(o.month_day, '-', 2)::integer
    ) as due_on
from dim_report as r
semi join judged_report as j on r.report_key = j.report_key
inner join due as o on r.organ_key = o.organ_key
inner join dim_document as d on r.document_key = d.document_key
where r.report_year is not null
