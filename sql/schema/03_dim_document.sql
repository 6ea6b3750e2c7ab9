-- One row for each raw document: the bytes under one sha256. `report_key` is the revision that
-- holds its content; `gone_at` is when its page was found to have vanished, where it still has.
create table dim_document (
    document_key bigint not null,
    sha256 varchar not null,
    report_key bigint,
    url varchar,
    source_id varchar not null,
    format varchar,
    bytes bigint not null,
    fetched_at timestamp not null,
    gone_at timestamp,
    file_name varchar
);
