-- A sum of what every row has a figure for: NULL where any of them is blank.
create or replace macro whole_sum(figure) as (
    case when count(figure) = count(*) then sum(figure) end
)
