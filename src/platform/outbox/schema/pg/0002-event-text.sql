-- An event is written once and read whole by each of its consumers: kept as the text that it is, neither taken apart nor compressed.
alter table platform.outbox_event alter column body type json using body::json, alter column body set storage external;
