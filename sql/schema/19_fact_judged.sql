-- One row for each report that was judged: which counts of units it shares with others like it.
-- Reports come in few kinds, and a row for each of them and each rule would be most of the file.
create table fact_judged (
    report_key bigint not null,
    profile_key integer not null
);
