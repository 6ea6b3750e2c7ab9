-- One row for each column of the statutory forms; for table 2 the column is the measure.
create table dim_column (
    table_code varchar not null,
    column_code varchar not null,
    kind varchar not null,
    unit varchar not null,
    parent_column varchar,
    label_zh varchar not null,
    label_en varchar not null,
    sort_order smallint not null
);
