-- The Monday page of a week, as it was made: never changed. week_on: its Monday; from_at, until_at: the seven days that it tells of. body: lines without anything personal.
create table communications.monday (
  week_on date primary key,
  made_at timestamptz not null,
  from_at timestamptz not null,
  until_at timestamptz not null,
  zone text not null,
  body jsonb not null
);

-- What of a page belongs to a person, apart, so that it goes with them: the words of a customer, what an escalation is about.
create table communications.monday_part (
  week_on date not null references communications.monday,
  line text not null,
  node bigint not null,
  interaction bigint,
  quote text not null,
  primary key (week_on, line)
);
create index monday_part_node on communications.monday_part (node) where node <> 0;
create index monday_part_interaction on communications.monday_part (interaction) where interaction is not null;

-- Questions that only an executive can decide, and every answer, for good.
create table communications.question (
  number integer generated always as identity primary key,
  text text not null,
  why text not null,
  put_by text not null,
  put_at timestamptz not null,
  withdrawn_at timestamptz
);
create table communications.answer (
  number integer generated always as identity primary key,
  question integer not null references communications.question,
  answer text not null check (answer in ('yes', 'no', 'ask-me')),
  note text,
  by text not null,
  at timestamptz not null
);
create index answer_question on communications.answer (question, number);

-- Whether the page goes out as a mail and to whom, as a log: the latest row holds; none means off.
create table communications.mail_setting (
  number integer generated always as identity primary key,
  is_on boolean not null,
  recipients text[] not null,
  by text not null,
  at timestamptz not null
);
-- To whom the page of a week was given to be sent: once each.
create table communications.mail_sent (
  week_on date not null references communications.monday,
  person text not null,
  at timestamptz not null,
  primary key (week_on, person)
);

create function communications.is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'what was shown, answered and switched is never changed';
end $$;
create trigger monday_is_append_only before update or delete on communications.monday for each row execute function communications.is_append_only();
create trigger answer_is_append_only before update or delete on communications.answer for each row execute function communications.is_append_only();
create trigger mail_setting_is_append_only before update or delete on communications.mail_setting for each row execute function communications.is_append_only();
