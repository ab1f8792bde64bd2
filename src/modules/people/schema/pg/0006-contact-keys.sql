-- Keys of other systems that ask before they contact somebody, and nothing else.
alter table people.api_key drop constraint api_key_kind_check;
alter table people.api_key add constraint api_key_kind_check check (kind in ('write', 'read', 'sql', 'contact'));
