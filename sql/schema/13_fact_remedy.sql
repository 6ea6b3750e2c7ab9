-- One row for each report and channel of table 4; a blank is NULL, never 0.
create table fact_remedy (
    report_key bigint not null,
    line_key smallint not null,
    upheld bigint,
    corrected bigint,
    other_result bigint,
    pending bigint,
    total bigint
);
