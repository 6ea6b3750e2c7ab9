-- One row for each report whose prose stands for the most part in another report too: an earlier
-- one of the same organ, else one of another organ on the same year or before. Reports that agree
-- in any eighth of their sketches are candidates: at nine tenths alike that misses one in a
-- hundred, at more than that none. Groups are compared with their first report, not each with
-- each.
create or replace temp table similar_prose as
with sketched as (
    select
        p.report_key,
        p.marks,
        p.characters,
        c.organ_key,
        c.report_year
    from fact_prose as p
    inner join comparable_report as c on p.report_key = c.report_key
),

band as (
    select
        report_key,
        organ_key,
        report_year,
        unnest(range(8)) as place,
        unnest([
            hash(marks[1:8]),
            hash(marks[9:16]),
            hash(marks[17:24]),
            hash(marks[25:32]),
            hash(marks[33:40]),
            hash(marks[41:48]),
            hash(marks[49:56]),
            hash(marks[57:64])
        ]) as mark
    from sketched
),

shared as (
    select *
    from band
    qualify count(*) over (partition by place, mark) > 1
),

leader as (
    select
        place,
        mark,
        min_by(report_key, (report_year, report_key)) as first_key,
        min_by(organ_key, (report_year, report_key)) as first_organ
    from shared
    group by place, mark
),

second as (
    select
        s.place,
        s.mark,
        min_by(s.report_key, (s.report_year, s.report_key)) as second_key
    from shared as s
    inner join leader as l on s.place = l.place and s.mark = l.mark
    where s.organ_key <> l.first_organ
    group by s.place, s.mark
),

matched as (
    select
        s.report_key,
        lag(s.report_key) over (
            partition by s.place, s.mark, s.organ_key order by s.report_year
        ) as earlier_key,
        case
            when s.organ_key = l.first_organ then n.second_key
            else l.first_key
        end as elsewhere_key
    from shared as s
    inner join leader as l on s.place = l.place and s.mark = l.mark
    left join second as n on s.place = n.place and s.mark = n.mark
),

candidate as (
    select
        report_key,
        earlier_key as other_key
    from matched
    where earlier_key is not null
    union
    select
        report_key,
        elsewhere_key as other_key
    from matched
    where elsewhere_key is not null
),

zipped as (
    select
        c.report_key,
        c.other_key,
        a.organ_key = b.organ_key as is_own,
        list_zip(a.marks, b.marks) as pairs
    from candidate as c
    inner join sketched as a on c.report_key = a.report_key
    inner join sketched as b on c.other_key = b.report_key
    where
        a.report_year >= b.report_year
        and least(a.characters, b.characters) >= 0.5 * greatest(a.characters, b.characters)
),

measured as (
    select
        report_key,
        other_key,
        is_own,
        list_sum(list_transform(pairs, lambda m: (m[1] = m[2])::integer))
        / len(list_filter(pairs, lambda m: m[1] is not null or m[2] is not null)) as share
    from zipped
)

select
    m.report_key,
    m.other_key,
    m.share
from measured as m
inner join dim_report as r on m.report_key = r.report_key
inner join dim_organ as o on r.organ_key = o.organ_key
inner join dim_report as s on m.other_key = s.report_key
inner join dim_organ as p on s.organ_key = p.organ_key
where
    m.share >= 0.9
    -- an organ and the one above it may share a report
    and (
        m.is_own
        or (
            p.organ_key is distinct from o.parent_organ_key
            and p.parent_organ_key is distinct from o.organ_key
        )
    )
qualify
    row_number() over (
        partition by m.report_key
        order by m.is_own desc, m.share desc, s.report_year desc, m.other_key asc
    ) = 1
