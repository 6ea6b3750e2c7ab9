-- One row for each name that documents print for an organ, and way in which it was resolved.
insert into dim_organ_name by name
select
    stable_key(organ_id) as organ_key,
    organ_name as printed_name,
    evidence,
    min(report_year) as first_year,
    max(report_year) as last_year,
    count(*) as n_documents
from organ_of_report
group by organ_id, organ_name, evidence
