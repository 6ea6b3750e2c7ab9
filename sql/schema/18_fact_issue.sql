-- One row for each thing that was not understood, with its code and its place.
create table fact_issue (
    report_key bigint not null,
    issue_code varchar not null,
    detail varchar not null,
    page integer,
    path varchar
);
