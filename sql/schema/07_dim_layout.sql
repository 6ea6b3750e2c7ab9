-- One row for each layout (era) of the forms.
create table dim_layout (
    layout smallint not null,
    first_year smallint not null,
    last_year smallint,
    authority varchar not null
);
