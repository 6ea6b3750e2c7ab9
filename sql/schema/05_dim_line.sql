-- One row for each line of the statutory forms, all layouts together.
create table dim_line (
    line_key smallint not null,
    table_code varchar not null,
    line_code varchar not null,
    group_code varchar,
    label_zh varchar not null,
    label_en varchar not null,
    role varchar not null,
    is_leaf boolean not null,
    sort_order smallint not null
);
