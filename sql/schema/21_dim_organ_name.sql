-- One row for each printed name of an organ, how it was resolved, and the years it stands for.
create table dim_organ_name (
    organ_key bigint not null,
    printed_name varchar not null,
    evidence varchar not null,
    first_year smallint,
    last_year smallint,
    n_documents integer not null
);
