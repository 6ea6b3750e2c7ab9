-- One row for each report: what it is made of. 1 stands there, 0 cannot be told (a picture or an
-- attachment stands for it), NULL was not found.
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
    assessment utinyint
);
