-- One row for each label of an older form, as it stands in the document.
create table fact_legacy (
    report_key bigint not null,
    label varchar not null,
    unit varchar,
    value decimal(18, 6),
    raw_text varchar not null
);
