-- One row for each report, line and measure of table 2; money in 万元, NULL where no unit is known.
insert into fact_disclosure by name
select
    document_revision.report_key,
    dim_line.line_key,
    raw_disclosure.measure_code,
    document_revision.report_year,
    document_revision.is_current,
    raw_disclosure.value,
    raw_disclosure.unit
from raw_disclosure
inner join document_revision
    on raw_disclosure.sha256 = document_revision.sha256
inner join dim_line
    on
        dim_line.table_code = 't2'
        and raw_disclosure.line_code = dim_line.line_code
where document_revision.read_state in ('read', 'partial')
