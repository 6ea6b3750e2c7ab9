-- One row for each time a document was found at a place where another, or none, was before. It
-- stood there until `replaced_at`, or `gone_at` where the page has vanished; else it still does.
-- the linter does not know `using compression`
create table fact_sighting ( -- noqa: PRS
    document_key bigint not null,
    source_id varchar not null,
    url varchar using compression zstd,
    file_name varchar,
    seen_at timestamp not null,
    replaced_at timestamp,
    gone_at timestamp
);
