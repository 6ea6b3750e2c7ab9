-- One row for each thing that happened to a finding: `new`, `reopened`, `relabelled` (by another
-- version of its rule), `waived`, and its ends: `fixed` (a later revision no longer has it),
-- `changed` (other figures stand in its place), `retired` (its rule is gone or says something
-- else), `withdrawn` (the report is the same, and it is no longer found). A generation is a
-- publication in which anything happened.
create table fact_finding_event (
    generation integer not null,
    happened_at timestamp not null,
    event varchar not null,
    finding_id varchar not null,
    subject varchar not null,
    rule_id varchar not null,
    rule_version smallint not null,
    scope varchar not null,
    sha256 varchar not null,
    first_seen timestamp not null,
    waiver_id varchar
);
