-- The units of one rule, kept since they are read twice: first those that do not pass, then all.
-- Not for comparisons, which have a row for every line of a table.
create or replace temp table kept_unit as
from rule_unit
