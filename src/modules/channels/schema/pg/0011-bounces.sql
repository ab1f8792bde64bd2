-- That a mail of ours did not arrive, as the other side reported. is_lasting: there is nobody at that address. reached_at: since then somebody wrote from it, or a mail to it arrived.
alter table channels.letter add column bounced_at timestamptz, add column is_lasting boolean, add column reached_at timestamptz;
create index letter_bounced on channels.letter (address) where bounced_at is not null and reached_at is null;
