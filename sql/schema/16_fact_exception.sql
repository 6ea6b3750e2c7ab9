-- One row for each statutory cell that is not a plain number.
create table fact_exception (
    report_key bigint not null,
    table_code varchar not null,
    line_code varchar not null,
    column_code varchar not null,
    cell_status varchar not null,
    raw_text varchar
);
