-- One row for each raw document: the bytes under one sha256. `report_key` is the revision that
-- holds its content; `gone_at` is when its page was found to have vanished, where it still has.
-- the linter does not know `using compression`
create table dim_document ( -- noqa: PRS
    document_key bigint not null,
    sha256 varchar not null,
    report_key bigint,
    url varchar using compression zstd,
    source_id varchar not null,
    format varchar,
    bytes bigint not null,
    fetched_at timestamp not null,
    gone_at timestamp,
    file_name varchar
);
