-- One row for each line of the roster: an organ and the report years for which it must report.
create table map_roster (
    organ_key bigint not null,
    listed_name varchar not null,
    first_year smallint not null,
    last_year smallint
);
