-- One row for each statutory cell of each layout: the denominator of everything.
create table map_form_cell (
    layout smallint not null,
    table_code varchar not null,
    line_key smallint not null,
    line_code varchar not null,
    column_code varchar not null,
    label_zh varchar not null
);
