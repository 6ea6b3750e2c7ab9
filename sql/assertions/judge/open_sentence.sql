-- Where the sentences stand of the reports with open units: gathered once, as open_place is.
create temp table if not exists open_sentence as
select
    p.sha256,
    p.sentence,
    p.page,
    p.x0,
    p.top,
    p.x1,
    p.bottom,
    p.path
from raw_claim as p
semi join open_report as r on p.sha256 = r.sha256
