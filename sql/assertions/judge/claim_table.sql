-- What the tables hold where the prose makes a claim: one row for each report and code of a claim,
-- with the sum of what is known, the number of cells without a figure, and whether the channel of a
-- case is empty as a whole. A table that was not read has no row.
create or replace temp table claim_table as
with asked as (
    select distinct
        f.report_key,
        l.code_key,
        l.table_code,
        l.column_code,
        l.line_key
    from claim_stated as f
    inner join claim_line as l on f.code_key = l.code_key
),

request as (
    select
        a.report_key,
        a.code_key,
        r.total as figure,
        false as is_empty
    from asked as a
    inner join fact_request as r on a.report_key = r.report_key and a.line_key = r.line_key
    where a.table_code = 't3'
),

empty_channel as (
    select
        e.report_key,
        l.line_key
    from fact_exception as e
    inner join dim_line as l on e.table_code = l.table_code and e.line_code = l.line_code
    where e.table_code = 't4' and e.cell_status in ('blank', 'not_applicable')
    group by e.report_key, l.line_key
    having count(*) = 5
),

remedy as (
    select
        a.report_key,
        a.code_key,
        case a.column_code
            when 'upheld' then r.upheld
            when 'corrected' then r.corrected
            when 'other_result' then r.other_result
            when 'pending' then r.pending
            else r.total
        end as figure,
        e.report_key is not null as is_empty
    from asked as a
    inner join fact_remedy as r on a.report_key = r.report_key and a.line_key = r.line_key
    left join empty_channel as e on a.report_key = e.report_key and a.line_key = e.line_key
    where a.table_code = 't4'
),

disclosure as (
    select
        a.report_key,
        a.code_key,
        d.value as figure,
        false as is_empty
    from asked as a
    inner join fact_disclosure as d
        on
            a.report_key = d.report_key
            and a.line_key = d.line_key
            and a.column_code = d.measure_code
    where a.table_code = 't2'
),

figures as (
    select
        report_key,
        code_key,
        figure,
        is_empty
    from request
    union all
    select
        report_key,
        code_key,
        figure,
        is_empty
    from remedy
    union all
    select
        report_key,
        code_key,
        figure,
        is_empty
    from disclosure
)

select
    report_key,
    code_key,
    coalesce(sum(figure), 0)::decimal(18, 6) as known,
    count(*) as cells,
    (count(*) - count(figure))::integer as blanks,
    bool_and(is_empty) as is_empty
from figures
group by report_key, code_key
