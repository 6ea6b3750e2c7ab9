-- The units of a deadline, one for each report of its class that states when it was published or
-- was fetched from its address: what was seen there in time was published in time.
create or replace temp macro kept_deadline(class) as table (
    select
        report_key,
        'report' as scope,
        1 as units,
        case
            when least(published_on, seen_on) <= due_on then 'pass'
            when published_on > due_on then 'fail'
            else 'undecided'
        end as outcome,
        null as severity,
        case
            when published_on is null then '≤ ' || due_on::varchar
            else published_on::varchar || ' > ' || due_on::varchar
        end as detail
    from deadline_of_report
    where deadline_class = class and (published_on is not null or seen_on is not null)
)
