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

band as materialized (
    select
        report_key,
        unnest([
            hash(1, marks[1], marks[2], marks[3], marks[4], marks[5], marks[6], marks[7], marks[8]),
            hash(
                2, marks[9], marks[10], marks[11], marks[12],
                marks[13], marks[14], marks[15], marks[16]
            ),
            hash(
                3, marks[17], marks[18], marks[19], marks[20],
                marks[21], marks[22], marks[23], marks[24]
            ),
            hash(
                4, marks[25], marks[26], marks[27], marks[28],
                marks[29], marks[30], marks[31], marks[32]
            ),
            hash(
                5, marks[33], marks[34], marks[35], marks[36],
                marks[37], marks[38], marks[39], marks[40]
            ),
            hash(
                6, marks[41], marks[42], marks[43], marks[44],
                marks[45], marks[46], marks[47], marks[48]
            ),
            hash(
                7, marks[49], marks[50], marks[51], marks[52],
                marks[53], marks[54], marks[55], marks[56]
            ),
            hash(
                8, marks[57], marks[58], marks[59], marks[60],
                marks[61], marks[62], marks[63], marks[64]
            )
        ]) as mark
    from sketched
),

repeated as (
    select mark
    from band
    group by mark
    having count(*) > 1
),

shared as (
    select
        b.report_key,
        b.mark,
        k.organ_key,
        k.report_year
    from band as b
    semi join repeated as r on b.mark = r.mark
    inner join sketched as k on b.report_key = k.report_key
),

leader as (
    select
        mark,
        min_by(report_key, (report_year, report_key)) as first_key,
        min_by(organ_key, (report_year, report_key)) as first_organ
    from shared
    group by mark
),

second as (
    select
        s.mark,
        min_by(s.report_key, (s.report_year, s.report_key)) as second_key
    from shared as s
    inner join leader as l on s.mark = l.mark
    where s.organ_key <> l.first_organ
    group by s.mark
),

matched as (
    select
        s.report_key,
        lag(s.report_key) over (
            partition by s.mark, s.organ_key order by s.report_year
        ) as earlier_key,
        case
            when s.organ_key = l.first_organ then n.second_key
            else l.first_key
        end as elsewhere_key
    from shared as s
    inner join leader as l on s.mark = l.mark
    left join second as n on s.mark = n.mark
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
        -- a mark has four bits: one in sixteen agrees by chance
        (
            list_sum(list_transform(pairs, lambda m: (m[1] = m[2])::integer))
            / len(list_filter(pairs, lambda m: m[1] is not null or m[2] is not null))
            - 1 / 16
        )
        / (15 / 16) as share
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
