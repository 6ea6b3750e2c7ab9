-- One row for each kind of report and each rule: how many units are judged in a report of the kind.
create table dim_profile (
    profile_key integer not null,
    rule_id varchar not null,
    units integer not null
);
