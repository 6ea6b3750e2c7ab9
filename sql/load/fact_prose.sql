-- One row for each report that has a sketch of its prose.
insert into fact_prose by name
select
    stable_key(sha256) as report_key,
    prose_characters as characters,
    prose_marks as marks
from raw_report
where prose_marks is not null
