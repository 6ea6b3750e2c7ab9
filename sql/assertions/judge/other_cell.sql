-- The figures of other reports that findings compare with, as they stand there.
with figure as (
    select
        't3' as table_code,
        f.report_key,
        f.line_key,
        unnest([
            'natural_person',
            'org_enterprise',
            'org_research',
            'org_public_welfare',
            'org_legal_service',
            'org_other',
            'total'
        ]) as column_code,
        unnest([
            f.natural_person,
            f.org_enterprise,
            f.org_research,
            f.org_public_welfare,
            f.org_legal_service,
            f.org_other,
            f.total
        ])::decimal(18, 6) as value
    from other_request as f
    semi join wanted_cell as w on f.report_key = w.report_key and w.table_code = 't3'
    union all
    select
        't4' as table_code,
        f.report_key,
        f.line_key,
        unnest(['upheld', 'corrected', 'other_result', 'pending', 'total']) as column_code,
        unnest([f.upheld, f.corrected, f.other_result, f.pending, f.total])::decimal(18, 6) as value
    from other_remedy as f
    semi join wanted_cell as w on f.report_key = w.report_key and w.table_code = 't4'
    union all
    select
        't2' as table_code,
        f.report_key,
        f.line_key,
        f.measure_code as column_code,
        f.value
    from other_disclosure as f
    semi join wanted_cell as w on f.report_key = w.report_key and w.table_code = 't2'
)

select
    w.report_key,
    w.table_code,
    w.line_code,
    w.column_code,
    f.value,
    e.cell_status,
    e.raw_text
from wanted_cell as w
inner join dim_line as l on w.table_code = l.table_code and w.line_code = l.line_code
left join figure as f
    on
        w.report_key = f.report_key
        and l.line_key = f.line_key
        and w.table_code = f.table_code
        and w.column_code = f.column_code
left join other_exception as e
    on
        w.report_key = e.report_key
        and w.table_code = e.table_code
        and w.line_code = e.line_code
        and w.column_code = e.column_code
