-- One row for each extracted document, as `raw_report`, with the organ that its name means.
create or replace temp view named_report as
select
    raw_report.*,
    organ_of_report.organ_id
from raw_report
left join organ_of_report
    on raw_report.sha256 = organ_of_report.sha256
