-- The one number of a cell in a document, of the numbers that each of them has.
create or replace temp macro place_number(owner, cell_no) as owner::bigint * 65536 + cell_no
