-- One row for each term of a sum that the forms print or imply.
create table map_identity (
    rule_id varchar not null,
    table_code varchar not null,
    axis varchar not null,
    code varchar not null,
    side varchar not null,
    weight smallint not null
);
