-- One row for each extracted document, as `raw_report`, with the organ that its name means.
create or replace temp view named_report as
select
    raw_report.sha256,
    raw_report.report_year,
    raw_report.title,
    raw_report.published_on,
    raw_report.layout_t2,
    raw_report.layout_t3,
    raw_report.scope,
    raw_report.read_state,
    raw_report.cells_filled,
    raw_report.cells_expected,
    raw_report.text_sha256,
    raw_report.figures_sha256,
    organ_of_report.organ_id
from raw_report
left join organ_of_report
    on raw_report.sha256 = organ_of_report.sha256
