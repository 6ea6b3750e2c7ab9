-- One row for each organ that reported, or that a reporting organ's name places above it.
create table dim_organ (
    organ_key bigint not null,
    organ_name varchar not null,
    organ_type varchar not null,
    region_key bigint,
    parent_organ_key bigint,
    uscc varchar,
    deadline_class varchar not null
);
