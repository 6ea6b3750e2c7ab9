-- One row for each different thing said beside a name that its wording does not settle.
select distinct
    organ_name,
    report_year,
    source_id,
    publisher,
    site_name,
    code
from report_origin
where
    organ_name in (
        select named.organ_name from resolved_name as named
        where not named.is_settled
    )
