-- One row for each current report: how many problems it has, counted by cause, and whether its
-- tables add up. `reconciles` is false when a printed sum fails, NULL when none fails but one is
-- undecided, when there is no such sum, or when the report was not read.
create or replace view v_flagged_report as
select
    report_key,
    organ_name,
    report_year,
    file_name,
    url,
    read_state,
    n_error,
    n_warning,
    n_undecided,
    reconciles
from v_judged_report
where is_current
