-- One row for each report that names its organ: which organ that is, and how it is known.
create or replace temp table organ_of_report as
select
    origin.sha256,
    origin.organ_name,
    origin.report_year,
    origin.publisher,
    origin.code,
    coalesce(within.organ_id, named.organ_id) as organ_id,
    coalesce(within.evidence, named.evidence) as evidence
from report_origin as origin
inner join resolved_name as named
    on origin.organ_name = named.organ_name
left join resolved_context as within
    on
        origin.organ_name = within.organ_name
        and origin.source_id = within.source_id
        and case when named.is_dated then origin.report_year end
        is not distinct from within.report_year
        and origin.publisher is not distinct from within.publisher
        and origin.site_name is not distinct from within.site_name
        and origin.code is not distinct from within.code
