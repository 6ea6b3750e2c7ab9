-- One row for each statutory cell that a report prints otherwise than the edition before it
-- (`change_level` `figures`), or than the valid one beside it (`conflict`): old and new figure and
-- printed text. Money is in 万元.
create table fact_revision_change (
    report_key bigint not null,
    previous_report_key bigint not null,
    table_code varchar not null,
    line_code varchar not null,
    column_code varchar not null,
    old_value decimal(18, 6),
    new_value decimal(18, 6),
    old_raw varchar,
    new_raw varchar
);
