-- One row for each waiver of the file: who accepts which finding, why and until when. Its state is
-- `active`, `expired`, `dead` (the figures it was given for have changed) or `unused` (there is no
-- such finding).
create table fact_waiver (
    waiver_id varchar not null,
    line integer not null,
    organ varchar not null,
    report_year smallint not null,
    rule_id varchar not null,
    scope varchar,
    finding_id varchar,
    author varchar not null,
    reason varchar not null,
    expires_on date not null,
    state varchar not null,
    findings integer not null
);
