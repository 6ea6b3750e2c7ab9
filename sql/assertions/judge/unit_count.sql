-- One row for each report and rule: how many units were judged.
create or replace temp table unit_count (
    report_key bigint not null,
    rule_no smallint not null,
    units bigint not null
)
