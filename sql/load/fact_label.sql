-- One row for each form line whose printed label is not the official wording.
insert into fact_label by name
select
    document_revision.report_key,
    dim_line.line_key,
    raw_label.match as label_match,
    raw_label.printed as printed_label
from raw_label
inner join document_revision
    on raw_label.sha256 = document_revision.sha256
inner join dim_line
    on
        raw_label.table_code = dim_line.table_code
        and raw_label.line_code = dim_line.line_code
where
    raw_label.match != 'official'
    and document_revision.read_state in ('read', 'partial')
