-- One row for each report, line and measure of table 2; money is in 万元.
create table fact_disclosure (
    report_key bigint not null,
    line_key smallint not null,
    measure_code varchar not null,
    value decimal(18, 6),
    unit varchar
);
