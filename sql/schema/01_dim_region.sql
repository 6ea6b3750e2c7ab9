-- One row for each period in which a region had this code, name and parent. Days are those of the
-- first list with or without it, 1 January of its year, unless the day is known. `place_id` is the
-- same under every code and name of a place; `successor_code` is the code it goes on under.
create table dim_region (
    region_key bigint not null,
    region_code varchar not null,
    region_name varchar not null,
    level varchar not null,
    parent_region_key bigint,
    valid_from date,
    valid_to date,
    successor_code varchar,
    place_id varchar not null
);
