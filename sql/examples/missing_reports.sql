-- zh: 最近一年还缺哪些机关的报告，或者有而没有读出？花名册没有列出的机关，缺少不等于漏报。
-- en: Whose report of the newest year is missing, or there but not read? Where no roster lists the
-- organ (`is_listed` is empty), nobody may have missed anything.
select
    report_year,
    region,
    organ_name,
    coverage,
    is_listed
from v_coverage
where
    coverage in ('missing', 'unreadable')
    and is_listed is distinct from false
    and report_year = (select max(dim_report.report_year) from dim_report)
order by region asc nulls last, organ_name asc
limit 100
