-- One row for each report that names its organ, with what else it says of whose it is. `code` is
-- what stands where a unified social credit code stands, in the index number or in the address.
create or replace temp table report_origin as
select
    raw_report.sha256,
    raw_report.organ_name,
    raw_report.report_year,
    raw_document.source_id,
    raw_report.publisher,
    raw_report.site_name,
    -- 索引号 is mostly the code and a number behind a stroke; the yearly report page of some content
    -- systems asks for the code as its area. Codes of organs and institutions begin with 1
    coalesce(
        nullif(regexp_extract(raw_report.index_number, '^(1[0-9A-Z]{17})[/-]', 1), ''),
        nullif(
            regexp_extract(
                raw_document.url,
                '/xxgkAnnualReport[.]jsp[?](?:.*&)?area=(1[0-9A-Z]{17})(?:&|$)',
                1
            ),
            ''
        )
    ) as code
from raw_report
inner join raw_document
    on raw_report.sha256 = raw_document.sha256
where raw_report.organ_name is not null
