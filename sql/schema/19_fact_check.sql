-- One row for each report and rule: how many units were judged, and how.
create table fact_check (
    report_key bigint not null,
    rule_id varchar not null,
    units integer not null,
    passed integer generated always as (units - failed - undecided) virtual,
    failed integer not null,
    undecided integer not null
);
