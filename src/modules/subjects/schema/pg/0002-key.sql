-- Names the interaction for ever, whenever it came: it decides between facts of the same moment.
alter table subjects.order_fact add column key uuid not null default '00000000-0000-0000-0000-000000000000';
alter table subjects.order_fact alter column key drop default;
