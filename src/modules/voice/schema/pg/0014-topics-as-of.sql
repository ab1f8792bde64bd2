-- So that topics can be had as of a moment: from when until when a pass was shown. `former`: not shown any more, but its rows and its tree are kept, because somebody pinned a figure that stands on it; `gone`: they are not.
alter table voice.topic_pass drop constraint topic_pass_state_check;
update voice.topic_pass set state = 'gone' where state = 'former';
alter table voice.topic_pass add constraint topic_pass_state_check check (state in ('reading', 'current', 'former', 'gone')), add column left_at timestamptz;
create index topic_pass_shown on voice.topic_pass (switched_at) where switched_at is not null;

-- Which topics of several languages were one is kept whenever it changed. Embedder 0: none was on from then on.
alter table voice.topics_across drop constraint topics_across_pkey, add column checked_at timestamptz not null default now();
update voice.topics_across set checked_at = made_at;
alter table voice.topics_across add primary key (made_at, pass, embedder);
