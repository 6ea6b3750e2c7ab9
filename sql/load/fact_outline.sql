-- One row for each report revision: what its document is made of.
insert into fact_outline by name
select
    document_revision.report_key,
    raw_report.s1,
    raw_report.s2,
    raw_report.s3,
    raw_report.s4,
    raw_report.s5,
    raw_report.s6,
    raw_report.t2,
    raw_report.t3,
    raw_report.t4,
    raw_report.fee,
    raw_report.assessment,
    raw_report.period_start,
    raw_report.period_end,
    raw_report.period_sentence
from raw_report
inner join document_revision
    on raw_report.sha256 = document_revision.sha256
