-- One row: what this file is, to be cited by `release`. Empty until the file is published.
create table meta_release (
    release varchar not null,
    schema_version smallint not null,
    schema_digest varchar not null,
    run_id varchar,
    published_at timestamp,
    extractor_version varchar not null,
    gouji_version varchar not null,
    n_documents integer not null
);
