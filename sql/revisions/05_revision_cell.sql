-- One row for each statutory cell of the reports that are compared with one another.
create temp table revision_cell as
select
    sha256,
    table_code,
    line_code,
    column_code,
    value,
    raw_text
from raw_cell
where
    -- of what was not found, or could not be made out, nothing can be said
    status not in ('missing', 'doubtful')
    and sha256 in (
        select sha256
        from revision
        where previous_sha256 is not null
        union all
        select previous_sha256
        from revision
        where previous_sha256 is not null
    )
