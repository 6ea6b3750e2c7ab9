-- The reports with open units, and those they are compared with, each with a number of its own.
create or replace temp table place_owner as
with named as (
    select sha256
    from open_report
    union
    select sha256
    from other_report
)

select
    sha256,
    (row_number() over (order by sha256))::integer as owner
from named
