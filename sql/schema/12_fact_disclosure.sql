-- One row for each report, line and measure of table 2; money is in 万元.
-- `report_year` and `is_current` are those of dim_report, so that a sum by year needs no join.
create table fact_disclosure (
    report_key bigint not null,
    line_key smallint not null,
    measure_code varchar not null,
    report_year smallint,
    is_current boolean not null,
    value decimal(18, 6),
    unit varchar
);
