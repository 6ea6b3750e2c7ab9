-- One row for each statutory cell of the reports that are compared with one another.
create temp table revision_cell as
with compared as (
    select sha256
    from revision
    where previous_sha256 is not null
    union
    select previous_sha256 as sha256
    from revision
    where previous_sha256 is not null
)

select
    raw_cell.sha256,
    raw_cell.table_code,
    raw_cell.line_code,
    raw_cell.column_code,
    raw_cell.value,
    raw_cell.raw_text
from raw_cell
inner join compared
    on raw_cell.sha256 = compared.sha256
-- of what was not found, or could not be made out, nothing can be said
where raw_cell.status not in ('missing', 'doubtful')
