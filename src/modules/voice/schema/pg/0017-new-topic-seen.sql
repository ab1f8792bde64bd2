-- Who saw which new topic, so that they are not told of it again. A row for each of the few that the watch finds; without one it is told.
create table voice.new_topic_seen (
  person text not null,
  decision bigint not null references voice.topic_decision (number),
  seen_at timestamptz not null,
  primary key (person, decision)
);
