-- One row for each cell that a revision prints otherwise than the edition that was valid before:
-- another figure, or where neither prints one, another text.
create temp table revision_change as
select
    revision.report_key,
    revision.previous_report_key,
    after_.table_code,
    after_.line_code,
    after_.column_code,
    before_.value as old_value,
    after_.value as new_value,
    before_.raw_text as old_raw,
    after_.raw_text as new_raw
from revision
inner join revision_cell as after_
    on revision.sha256 = after_.sha256
inner join revision_cell as before_
    on
        revision.previous_sha256 = before_.sha256
        and after_.table_code = before_.table_code
        and after_.line_code = before_.line_code
        and after_.column_code = before_.column_code
where
    after_.value is distinct from before_.value
    or (
        after_.value is null
        and regexp_replace(coalesce(after_.raw_text, ''), '\s', '', 'g')
        != regexp_replace(coalesce(before_.raw_text, ''), '\s', '', 'g')
    )
