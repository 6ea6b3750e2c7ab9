-- One row for each period in which a region had this code, name and parent.
create table dim_region (
    region_key bigint not null,
    region_code varchar not null,
    region_name varchar not null,
    level varchar not null,
    parent_region_key bigint,
    valid_from date,
    valid_to date
);
