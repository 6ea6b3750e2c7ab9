-- What one rule returns: how many units a row stands for, and the unit itself where it does not
-- plainly pass. One pass, since the largest tables of the warehouse are read for it; a list, since
-- one that is not there takes the least room.
create or replace temp table rule_row as
select
    report_key,
    units::bigint as units,
    case
        when coalesce(outcome <> 'pass', true)
            then list_value(
                struct_pack(
                    units := units,
                    scope := scope,
                    severity := severity,
                    outcome := outcome,
                    lhs := lhs::decimal(18, 6),
                    lhs_blanks := lhs_blanks::integer,
                    rhs := rhs::decimal(18, 6),
                    rhs_blanks := rhs_blanks::integer,
                    detail := detail,
                    other_key := other_key
                )
            )
    end as open_unit
from rule_unit
