-- One row for each report that is in the build only to be compared with: it is not judged itself.
create temp table if not exists context_report (report_key bigint not null)
