-- One row for each raw document: the bytes under one sha256.
create table dim_document (
    document_key bigint not null,
    sha256 varchar not null,
    url varchar,
    source_id varchar not null,
    format varchar,
    bytes bigint not null,
    fetched_at timestamp not null,
    file_name varchar
);
