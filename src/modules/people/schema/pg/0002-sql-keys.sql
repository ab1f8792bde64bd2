-- Keys that may ask the views for analysts, and nothing else.
alter table people.api_key drop constraint api_key_kind_check;
alter table people.api_key add constraint api_key_kind_check check (kind in ('write', 'read', 'sql'));
