-- One row for each revision of a report; a document that is no report has a row with its state.
-- Valid at a time t is the row with valid_from <= t and (valid_to is null or t < valid_to): at
-- most one for an organ and year. `change_level`: `first`; `text` and `figures`, what was changed
-- against `previous_report_key`; `fuller`, another document of the report, read better; `copy` and
-- `conflict`, the report under another address with the same figures or with others: never valid.
-- A change of bytes alone makes a new dim_document and no row here.
-- the linter does not know `using compression`
create table dim_report ( -- noqa: PRS
    report_key bigint not null,
    organ_key bigint,
    report_year smallint,
    revision integer not null,
    is_current boolean not null,
    valid_from timestamp not null,
    valid_to timestamp,
    change_level varchar not null,
    previous_report_key bigint,
    copy_of_report_key bigint,
    document_key bigint not null,
    title varchar using compression zstd,
    published_on date,
    layout_t2 smallint,
    layout_t3 smallint,
    scope varchar not null,
    read_state varchar not null,
    cells_filled integer not null,
    cells_expected integer not null
);
