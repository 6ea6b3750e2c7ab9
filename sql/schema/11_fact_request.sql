-- One row for each report and line of table 3; a blank is NULL, never 0.
-- `report_year` and `is_current` are those of dim_report, so that a sum by year needs no join.
create table fact_request (
    report_key bigint not null,
    line_key smallint not null,
    report_year smallint,
    is_current boolean not null,
    natural_person bigint,
    org_enterprise bigint,
    org_research bigint,
    org_public_welfare bigint,
    org_legal_service bigint,
    org_other bigint,
    total bigint
);
