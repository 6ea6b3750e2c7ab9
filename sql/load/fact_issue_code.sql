-- One row for each report whose unified social credit code is wrong, or stands for several organs.
insert into fact_issue by name
select
    dim_report.report_key,
    case
        when not checked.is_valid then 'load.uscc_invalid'
        else 'load.uscc_conflict'
    end as issue_code,
    report.code as detail
from organ_of_report as report
inner join registry_code as checked
    on report.code = checked.code
left join organ_code as own
    on
        report.organ_id = own.organ_id
        and report.code = own.code
inner join dim_report
    on stable_key(report.sha256) = dim_report.report_key
where
    not checked.is_valid
    or own.n_codes > 1
    or own.n_organs > 1
