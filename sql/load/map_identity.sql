-- One row for each term of a sum that the forms print or imply.
insert into map_identity by name
select
    rule_id,
    table_code,
    axis,
    code,
    side,
    weight
from registry_identity
