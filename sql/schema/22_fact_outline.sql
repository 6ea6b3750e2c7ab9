-- One row for each report: what it is made of. 1 stands there, 0 cannot be told (a picture or an
-- attachment stands for it), NULL was not found. Days of the period it states are numbers, yyyymmdd
-- as printed, since they may be none of the calendar; NULL beside a sentence could not be read.
create table fact_outline (
    report_key bigint not null,
    s1 utinyint,
    s2 utinyint,
    s3 utinyint,
    s4 utinyint,
    s5 utinyint,
    s6 utinyint,
    t2 utinyint,
    t3 utinyint,
    t4 utinyint,
    fee utinyint,
    assessment utinyint,
    period_start integer,
    period_end integer,
    period_sentence varchar
);
