-- One row for each revision of a report; a document that is no report has a row with its state.
create table dim_report (
    report_key bigint not null,
    organ_key bigint,
    report_year smallint,
    revision integer not null,
    is_current boolean not null,
    valid_from timestamp not null,
    valid_to timestamp,
    document_key bigint not null,
    title varchar,
    published_on date,
    layout_t2 smallint,
    layout_t3 smallint,
    scope varchar not null,
    read_state varchar not null,
    cells_filled integer not null,
    cells_expected integer not null
);
