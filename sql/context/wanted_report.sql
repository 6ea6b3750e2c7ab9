-- The reports of another warehouse that reports here are compared with: the current report of the
-- same organ on the year before, unless there is one here.
insert into context_report
select o.report_key
from against.dim_report as o
inner join (
    select distinct
        organ_key,
        report_year
    from dim_report
    where organ_key is not null and read_state in ('read', 'partial')
) as r on o.organ_key = r.organ_key and o.report_year = r.report_year - 1
where
    o.is_current
    and o.read_state in ('read', 'partial')
    and not exists (
        select 1
        from dim_report as h
        where
            h.organ_key = o.organ_key
            and h.report_year = o.report_year
            and h.read_state in ('read', 'partial')
    )
    and o.report_key not in (select h.report_key from dim_report as h)
