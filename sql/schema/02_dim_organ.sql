-- One row for each organ that reported or must report, or that stands above one of these.
-- `evidence` says how its name was resolved; `organ_id` is the same under every name of its place.
create table dim_organ (
    organ_key bigint not null,
    organ_name varchar not null,
    organ_type varchar not null,
    region_key bigint,
    parent_organ_key bigint,
    uscc varchar,
    deadline_class varchar not null,
    organ_id varchar not null,
    evidence varchar not null,
    due_day varchar not null
);
