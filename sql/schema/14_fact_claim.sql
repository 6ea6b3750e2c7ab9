-- One row for each claim of the prose; a claim that could not be read has no value.
create table fact_claim (
    report_key bigint not null,
    claim_code varchar not null,
    value decimal(18, 6),
    sentence varchar not null,
    unit varchar,
    scope varchar not null,
    is_stated boolean not null,
    tolerance decimal(18, 6),
    list_no smallint
);
