-- What a store holds of the record. Three words differ between the databases and stand in braces:
-- {text} is bytewise ordered text, {whole} a whole number of 64 bits, {keyed} a table kept in the
-- order of its key. Moments are milliseconds since 1970. Nothing is ever null: what is missing is ''.

-- One row. Whoever writes takes it first, so that writes follow one another, whichever process they
-- come from, and places, moments and the audit chain have no gap and no fork.
CREATE TABLE head (
    one {whole} PRIMARY KEY CHECK (one = 1),
    schema_version {whole} NOT NULL,
    place {whole} NOT NULL,
    at_ms {whole} NOT NULL,
    audit_place {whole} NOT NULL,
    audit_hash {text} NOT NULL,
    turn {whole} NOT NULL
);
INSERT INTO head VALUES (1, 1, 0, 0, 0, '', 0);

-- Every version of every entry, in the order in which they were written.
CREATE TABLE entry_version (
    place {whole} PRIMARY KEY,
    id {text} NOT NULL,
    version {whole} NOT NULL,
    kind {text} NOT NULL,
    state {text} NOT NULL,
    patient {text} NOT NULL,
    at_ms {whole} NOT NULL,
    written_by {text} NOT NULL,
    reason {text} NOT NULL,
    body {text} NOT NULL,
    UNIQUE (id, version)
);

-- Where each entry stands now; its body is in entry_version at the same place.
CREATE TABLE entry (
    id {text} PRIMARY KEY,
    kind {text} NOT NULL,
    version {whole} NOT NULL,
    state {text} NOT NULL,
    patient {text} NOT NULL,
    at_ms {whole} NOT NULL,
    place {whole} NOT NULL REFERENCES entry_version (place)
){keyed};
CREATE INDEX entry_in_order ON entry (kind, at_ms, place);
CREATE INDEX entry_of_patient ON entry (patient, kind);

-- What the current version of an entry can be found by.
CREATE TABLE term (
    kind {text} NOT NULL,
    name {text} NOT NULL,
    value {text} NOT NULL,
    id {text} NOT NULL REFERENCES entry (id),
    PRIMARY KEY (kind, name, value, id)
){keyed};
CREATE INDEX term_of_entry ON term (id, name, value);

-- Time that can be had only once, from from_ms up to, not including, to_ms.
CREATE TABLE claim (
    claimed {text} NOT NULL,
    from_ms {whole} NOT NULL,
    to_ms {whole} NOT NULL CHECK (to_ms > from_ms),
    id {text} NOT NULL REFERENCES entry (id),
    PRIMARY KEY (claimed, from_ms)
){keyed};
CREATE INDEX claim_of_entry ON claim (id);

CREATE TABLE audit (
    place {whole} PRIMARY KEY,
    at_ms {whole} NOT NULL,
    done_by {text} NOT NULL,
    action {text} NOT NULL,
    kind {text} NOT NULL,
    entry {text} NOT NULL,
    version {whole} NOT NULL,
    patient {text} NOT NULL,
    outcome {text} NOT NULL,
    reason {text} NOT NULL,
    origin {text} NOT NULL,
    hash {text} NOT NULL
);
CREATE INDEX audit_of_patient ON audit (patient, place);
CREATE INDEX audit_of_person ON audit (done_by, place);
CREATE INDEX audit_of_entry ON audit (entry, place)
