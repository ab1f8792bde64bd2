alter table interactions_log drop column if exists page;
