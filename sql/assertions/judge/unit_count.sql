-- How many units of each rule were judged in each report: one row or more, which add up.
create or replace temp table unit_count (
    report_key bigint not null,
    rule_no smallint not null,
    units bigint not null
)
