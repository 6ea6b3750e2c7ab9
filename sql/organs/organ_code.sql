-- One row for each organ and valid code that its own pages bear. What another organ publishes bears
-- the publisher's code: where the page names its publisher, that must be the organ.
create or replace temp table organ_code as
with own as (
    select distinct
        report.organ_id,
        report.code
    from organ_of_report as report
    inner join registry_code as checked
        on report.code = checked.code
    left join resolved_publisher as publisher
        on report.publisher = publisher.publisher
    where
        checked.is_valid
        and (publisher.organ_id is null or publisher.organ_id = report.organ_id)
)

select
    organ_id,
    code,
    count(*) over (partition by organ_id) as n_codes,
    count(*) over (partition by code) as n_organs
from own
