-- Where the sentences that the findings quote stand in their documents, in the columns of
-- finding_place.
select
    p.sha256,
    'sentence' as table_code,
    p.sentence as line_code,
    '' as column_code,
    p.page,
    p.x0::double as x0,
    p.top::double as top,
    p.x1::double as x1,
    p.bottom::double as bottom,
    p.path,
    null::double as certainty
from open_sentence as p
semi join finding_cell as c
    on p.sha256 = c.sha256 and p.sentence = c.line_code and c.table_code = 'sentence'
qualify row_number() over (
    partition by p.sha256, p.sentence
    order by p.page, p.top, p.path
) = 1
