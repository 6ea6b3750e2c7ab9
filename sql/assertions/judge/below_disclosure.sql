-- One row for each report above others and each cell of table 2 that adds up over organs
-- (decisions and fees) with a figure below it: the sum and the largest of the figures below, and
-- what the report itself has. What stands below is told apart by whether it is comparable.
create or replace temp table below_disclosure as
with family as (
    select distinct
        p.family_key,
        p.parent_key,
        p.is_comparable
    from parent_report as p
    inner join dim_report as r on p.parent_key = r.report_key
    where r.layout_t2 is not null
),

figure as (
    select
        report_key,
        line_key,
        measure_code,
        value
    from fact_disclosure
    where measure_code in ('decisions', 'fee_amount')
),

gathered as (
    select
        p.family_key,
        f.line_key,
        f.measure_code,
        sum(f.value) as value,
        max(f.value) as most
    from figure as f
    inner join parent_report as p on f.report_key = p.report_key
    where f.value <> 0
    group by p.family_key, f.line_key, f.measure_code
)

select
    y.family_key,
    y.parent_key,
    y.is_comparable,
    g.line_key,
    g.measure_code,
    g.value,
    a.value as above,
    g.most > coalesce(a.value, 0) as is_exceeded
from gathered as g
inner join family as y on g.family_key = y.family_key
left join figure as a
    on
        y.parent_key = a.report_key
        and g.line_key = a.line_key
        and g.measure_code = a.measure_code
