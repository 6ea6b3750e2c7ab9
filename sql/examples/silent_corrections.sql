-- zh: 哪些数字公布后又改过，从多少改成多少？公布日期没有跟着改的，是悄悄改的。
-- en: Which figures were changed after publication, and was the page's own date left as it was?
select
    v_revision.organ_name,
    v_revision.report_year,
    v_revision.seen_at,
    dim_line.label_zh as line,
    change.column_code,
    change.old_raw as was,
    change.new_raw as became,
    coalesce(
        after_.published_on = before_.published_on,
        after_.published_on is null and before_.published_on is null
    ) as is_silent,
    v_revision.source
from v_revision
inner join fact_revision_change as change
    on v_revision.report_key = change.report_key
inner join dim_report as after_
    on v_revision.report_key = after_.report_key
inner join dim_report as before_
    on v_revision.previous_report_key = before_.report_key
left join dim_line
    on
        change.table_code = dim_line.table_code
        and change.line_code = dim_line.line_code
where v_revision.change_level = 'figures'
order by v_revision.seen_at desc, v_revision.organ_name asc, dim_line.sort_order asc
