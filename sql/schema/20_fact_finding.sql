-- One row for each unit that fails, or that nothing can decide. `state` is `new`, `open` (still
-- there), `reopened`, `relabelled` or `waived` in the current revision of a report; in an earlier
-- one `open` (the current one has it too), `fixed` (on `fixed_on`) or `changed`.
-- the linter does not know `using compression`
create table fact_finding ( -- noqa: PRS
    finding_id varchar not null,
    cause_id varchar not null,
    report_key bigint not null,
    rule_id varchar not null,
    severity varchar not null,
    outcome varchar not null,
    scope varchar not null,
    lhs decimal(18, 6),
    rhs decimal(18, 6),
    delta decimal(18, 6),
    verdict varchar not null,
    message_zh varchar using compression zstd not null,
    message_en varchar using compression zstd not null,
    evidence varchar using compression zstd not null,
    repair varchar using compression zstd,
    state varchar not null,
    first_seen timestamp not null,
    last_seen timestamp not null,
    fixed_on timestamp,
    waiver_id varchar
);
