-- Why a mail of ours came back, and whether its interaction says so by now: whoever counts answers counts none that nobody read.
alter table channels.letter add column bounced_why text, add column unreached_kept boolean not null default false;
create index letter_unreached on channels.letter (number) where bounced_why is not null and not unreached_kept;
