-- How mail comes in and goes out. Passwords are sealed with the installation's secret, each for its server and user.
create table channels.mail_setting (
  is_only boolean primary key default true check (is_only),
  setting jsonb not null,
  out_password bytea,
  box_password bytea,
  set_by text not null,
  set_at timestamptz not null
);

-- How far a mailbox was read. box: a hash of server, user and folder. validity: what the server calls this numbering of its mails; when that changes, they are numbered anew.
create table channels.mail_place (
  box bytea primary key,
  validity bigint not null,
  uid bigint not null,
  at timestamptz not null
);

-- Mails that machines wrote, by a hash of their Message-IDs: nobody answers them. Forgotten after some months.
create table channels.mail_machine (
  letter bytea primary key,
  at timestamptz not null
);
create index mail_machine_at on channels.mail_machine (at);

-- How many mails ended quietly, or came in (because taken).
create table channels.mail_count (
  on_day date not null,
  because text not null,
  count bigint not null,
  primary key (on_day, because)
);

-- A mail of ours. key: whoever sends names it, so that asked twice it goes once. token: of its reservation, sealed. raw: the mail as it goes, until it is known what became of it.
-- state: waiting (goes at next_at), leaving (somebody has it until next_at, nothing left yet), sending (it is being handed over), then sent, refused, failed or unknown.
create table channels.letter (
  number bigint generated always as identity primary key,
  key text not null unique,
  letter text not null unique,
  node bigint not null,
  purpose text not null,
  address text not null,
  subject text not null,
  body text not null,
  answers text[] not null,
  thread text not null,
  raw bytea,
  token bytea,
  asked_by text not null,
  signed_as text,
  asked_at timestamptz not null,
  committed_at timestamptz,
  state text not null default 'waiting',
  tries integer not null default 0,
  next_at timestamptz,
  settled_at timestamptz,
  problem text,
  interaction bigint
);
create index letter_due on channels.letter (next_at, number) where next_at is not null;
create index letter_node on channels.letter (node);
create index letter_interaction on channels.letter (interaction) where interaction is not null;
