-- Which topics of different languages are about the same, as an embedder that knows several languages said last, by the pass of topics and the embedder. `joined`: ids of topics such as "en.12", those of one line being one. No texts, no vectors.
create table voice.topics_across (
  pass integer not null,
  embedder integer not null,
  made_at timestamptz not null default now(),
  cut real,
  compared integer not null,
  joined jsonb not null,
  primary key (pass, embedder)
);

-- A topic that somebody keeps by itself, whatever embedders say.
alter table voice.topic_decision drop constraint topic_decision_kind_check;
alter table voice.topic_decision add constraint topic_decision_kind_check check (kind in ('rename', 'pin', 'unpin', 'hide', 'show', 'merge', 'split', 'new', 'undo', 'apart'));
