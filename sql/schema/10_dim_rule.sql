-- One row for each rule that was run.
create table dim_rule (
    rule_id varchar not null,
    version smallint not null,
    severity varchar not null,
    title_zh varchar not null,
    title_en varchar not null,
    authority varchar not null
);
