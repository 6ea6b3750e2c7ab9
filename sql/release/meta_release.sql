-- The row of meta_release. The name is the day and a fingerprint of everything the file is made
-- from (documents as archived, extractor, statements): the same input gives the same fingerprint.
insert into meta_release by name
with made_from as (
    select
        count(*) as n_documents,
        bit_xor(
            md5_number_lower(concat_ws('|', sha256, source_id, url, file_name, fetched_at))
        ) as documents
    from dim_document
)

select
    concat_ws(
        '-',
        'gouji',
        strftime(getvariable('published_at')::timestamp, '%Y%m%d'),
        left(
            md5(
                concat_ws(
                    '|', documents, getvariable('extractor_version'), getvariable('statements')
                )
            ),
            10
        )
    ) as release,
    getvariable('schema_version')::smallint as schema_version,
    getvariable('schema_digest') as schema_digest,
    getvariable('run_id')::varchar as run_id,
    getvariable('published_at')::timestamp as published_at,
    getvariable('extractor_version') as extractor_version,
    getvariable('gouji_version') as gouji_version,
    n_documents
from made_from
