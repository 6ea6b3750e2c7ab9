-- One row for each form line whose printed label is not the official wording.
create table fact_label (
    report_key bigint not null,
    line_key smallint not null,
    label_match varchar not null,
    printed_label varchar not null
);
