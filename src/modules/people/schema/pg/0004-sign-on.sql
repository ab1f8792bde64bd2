-- Sign-ons that were begun with the company's directory and not finished: sha256 of the ticket that the browser holds. Finishing one deletes it, so that no answer counts twice. Whom the directory knows is in people.account: provider_id is the issuer, account_id its name for the person.
create table people.sign_on_ticket (
  hash bytea primary key,
  expires_at timestamptz not null
);
create index sign_on_ticket_expiry on people.sign_on_ticket (expires_at);
