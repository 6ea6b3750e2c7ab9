-- zh: 某一天（如 2024 年 3 月 1 日）有效的是哪些报告、哪一版？
-- en: Which reports, and which edition of each, were valid on a day, such as 1 March 2024?
select
    organ_name,
    report_year,
    revision,
    change_level,
    valid_from,
    valid_to,
    coalesce(url, file_name) as source
from v_report
where
    valid_from <= timestamp '2024-03-01'
    and (valid_to is null or timestamp '2024-03-01' < valid_to)
    and read_state <> 'not_a_report'
order by organ_name asc, report_year asc
