-- One row for each line of a form (table 2: each cell) and the concept that it counts.
insert into map_crosswalk by name
select
    registry_crosswalk.concept_code,
    registry_crosswalk.layout,
    registry_crosswalk.table_code,
    registry_line.line_key,
    registry_crosswalk.line_code,
    nullif(registry_crosswalk.column_code, '') as column_code,
    registry_crosswalk.is_comparable,
    nullif(registry_crosswalk.reason_zh, '') as reason_zh,
    nullif(registry_crosswalk.reason_en, '') as reason_en
from registry_crosswalk
inner join registry_line
    on
        registry_crosswalk.table_code = registry_line.table_code
        and registry_crosswalk.line_code = registry_line.line_code
