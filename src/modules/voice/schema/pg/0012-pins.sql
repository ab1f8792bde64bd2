-- Pins have a list of their own: a note, unpinning (kept, so that it can be taken back), and everything that the figure said when it was pinned, so that the same can be shown where it can not be counted again.
-- `said`: null for what was pinned before. No answers and no people, as before.
alter table voice.pinned_figure
  add column note text not null default '',
  add column said jsonb,
  add column unpinned_by text,
  add column unpinned_at timestamptz;
create index pinned_figure_shown on voice.pinned_figure (number) where unpinned_at is null;
