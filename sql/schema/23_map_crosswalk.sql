-- One row for each line of a form (table 2: each cell) and the concept that it counts. Where
-- `is_comparable` is false the forms of 2019 and 2021 must not be chained, and the reason says why.
-- Several lines of one layout under one concept are to be added.
create table map_crosswalk (
    concept_code varchar not null,
    layout smallint not null,
    table_code varchar not null,
    line_key smallint not null,
    line_code varchar not null,
    column_code varchar,
    is_comparable boolean not null,
    reason_zh varchar,
    reason_en varchar
);
