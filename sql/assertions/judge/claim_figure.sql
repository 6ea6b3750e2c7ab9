-- The cells that claims on figures state, one row for each claim and line; `is_there` is false, and
-- the figure NULL, where the table was not read. Either of the claims on one line alone, or of all
-- others.
create or replace temp macro claim_figure(alone) as table (
    with line_count as (
        select
            code_key,
            count(*) as lines
        from claim_line
        group by code_key
    ),

    asked as (
        select code_key
        from line_count
        where (lines = 1) = alone
    ),

    stated as not materialized (
        select
            f.report_key,
            f.code_key,
            f.claim_row,
            f.value,
            f.tolerance,
            l.table_code,
            l.column_code,
            l.line_key
        from claim_stated as f
        inner join asked as k on f.code_key = k.code_key
        inner join claim_line as l on f.code_key = l.code_key
    ),

    -- few lines are spoken of
    request as (
        select
            f.report_key,
            f.line_key,
            f.total
        from fact_request as f
        semi join claim_line as l on f.line_key = l.line_key
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
    )

    select
        s.report_key,
        s.code_key,
        s.claim_row,
        s.value,
        s.tolerance,
        r.report_key is not null as is_there,
        r.total::decimal(18, 6) as figure,
        false as is_empty
    from stated as s
    left join request as r on s.report_key = r.report_key and s.line_key = r.line_key
    where s.table_code = 't3'
    union all
    select
        s.report_key,
        s.code_key,
        s.claim_row,
        s.value,
        s.tolerance,
        r.report_key is not null as is_there,
        case s.column_code
            when 'upheld' then r.upheld
            when 'corrected' then r.corrected
            when 'other_result' then r.other_result
            when 'pending' then r.pending
            else r.total
        end::decimal(18, 6) as figure,
        e.report_key is not null as is_empty
    from stated as s
    left join fact_remedy as r on s.report_key = r.report_key and s.line_key = r.line_key
    left join empty_channel as e on r.report_key = e.report_key and r.line_key = e.line_key
    where s.table_code = 't4'
    union all
    select
        s.report_key,
        s.code_key,
        s.claim_row,
        s.value,
        s.tolerance,
        d.report_key is not null as is_there,
        d.value as figure,
        false as is_empty
    from stated as s
    left join fact_disclosure as d
        on
            s.report_key = d.report_key
            and s.line_key = d.line_key
            and s.column_code = d.measure_code
    where s.table_code = 't2'
)
