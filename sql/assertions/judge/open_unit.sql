-- One row for each unit that the comparison alone does not pass. Where it has no outcome yet, the
-- bounds of its unknown counts decide. `other_key` is the report it was compared with, if any.
create or replace temp table open_unit (
    report_key bigint not null,
    rule_id varchar not null,
    scope varchar not null,
    severity varchar not null,
    outcome varchar,
    lhs decimal(18, 6),
    lhs_blanks integer not null,
    rhs decimal(18, 6),
    rhs_blanks integer not null,
    detail varchar,
    other_key bigint
)
