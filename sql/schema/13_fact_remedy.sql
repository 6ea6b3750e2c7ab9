-- One row for each report and channel of table 4; a blank is NULL, never 0.
-- `report_year` and `is_current` are those of dim_report, so that a sum by year needs no join.
create table fact_remedy (
    report_key bigint not null,
    line_key smallint not null,
    report_year smallint,
    is_current boolean not null,
    upheld bigint,
    corrected bigint,
    other_result bigint,
    pending bigint,
    total bigint
);
