-- Bytes kept beside the record, by their SHA-256, in base64 and in parts of bounded size.
CREATE TABLE blob (
    digest {text} PRIMARY KEY,
    media_type {text} NOT NULL,
    size {whole} NOT NULL
){keyed};
CREATE TABLE blob_part (
    digest {text} NOT NULL REFERENCES blob (digest),
    part {whole} NOT NULL,
    bytes {text} NOT NULL,
    PRIMARY KEY (digest, part)
);
-- Whose they are, so that they go when the patient is made anonymous.
CREATE TABLE blob_patient (
    digest {text} NOT NULL REFERENCES blob (digest),
    patient {text} NOT NULL,
    PRIMARY KEY (digest, patient)
){keyed};
CREATE INDEX blob_of_patient ON blob_patient (patient);

CREATE TABLE account (
    id {text} PRIMARY KEY,
    version {whole} NOT NULL,
    login {text} NOT NULL UNIQUE,
    role {text} NOT NULL,
    person {text} NOT NULL,
    password_hash {text} NOT NULL,
    totp_secret {text} NOT NULL,
    totp_last {whole} NOT NULL,
    is_active {whole} NOT NULL,
    failures {whole} NOT NULL,
    locked_until_ms {whole} NOT NULL, -- -1: not locked
    recovery_hashes {text} NOT NULL   -- one a line
){keyed};

CREATE TABLE ticket (
    digest {text} PRIMARY KEY,
    purpose {text} NOT NULL,
    account {text} NOT NULL REFERENCES account (id),
    made_ms {whole} NOT NULL,
    expires_ms {whole} NOT NULL,
    last_used_ms {whole} NOT NULL,
    scopes {text} NOT NULL,
    note {text} NOT NULL,
    guard {text} NOT NULL
){keyed};
CREATE INDEX ticket_of_account ON ticket (account, purpose);
CREATE INDEX ticket_by_end ON ticket (expires_ms)
