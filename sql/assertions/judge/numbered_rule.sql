-- One row for each rule that runs: its number, which takes less room than its id.
create or replace temp view numbered_rule as
select
    rule_id,
    (row_number() over (order by rule_id))::smallint as rule_no
from dim_rule
