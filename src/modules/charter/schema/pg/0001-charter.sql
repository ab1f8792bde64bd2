-- Versions of the charter, for ever: which rules, and what the company aspires to in each cell of stage, persona and segment. hash: sha256 of rules and cells as canonical JSON; signatures are on it.
create table charter.version (
  number integer primary key,
  rule_set_version integer not null,
  cells jsonb not null,
  hash text not null,
  note text not null,
  by text not null,
  at timestamptz not null
);

-- Who governs; the latest row holds.
create table charter.governance (
  number integer generated always as identity primary key,
  setting jsonb not null,
  by text not null,
  at timestamptz not null
);

-- Who signed which content, and in which seat. A signature is never taken back: another content needs another one.
create table charter.signature (
  hash text not null,
  seat text not null,
  person text not null,
  at timestamptz not null,
  primary key (hash, seat, person)
);

create function charter.is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'the charter is append only';
end $$;
create trigger version_is_append_only before update or delete on charter.version for each row execute function charter.is_append_only();
create trigger governance_is_append_only before update or delete on charter.governance for each row execute function charter.is_append_only();
create trigger signature_is_append_only before update or delete on charter.signature for each row execute function charter.is_append_only();
