-- One row for each report with prose enough to compare: how long it is without figures and dates,
-- and a sketch of it. The share of marks that two sketches have alike estimates how much is
-- copied.
create table fact_prose (
    report_key bigint not null,
    characters integer not null,
    marks utinyint[] not null
);
