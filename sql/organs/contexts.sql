-- One row for each different thing said beside a name that its wording does not settle; the year
-- only where it may change what the name means.
select distinct
    origin.organ_name,
    case when named.is_dated then origin.report_year end as report_year,
    origin.source_id,
    origin.publisher,
    origin.site_name,
    origin.code
from report_origin as origin
inner join resolved_name as named on origin.organ_name = named.organ_name
where not named.is_settled
