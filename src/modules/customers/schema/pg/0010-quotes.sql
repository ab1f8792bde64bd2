-- Who may be quoted is asked for a wall or a file of quotes: those who agreed, without reading all that was ever said on consent.
create index consent_word_quotes on customers.consent_word (node) where purpose = 'quotes' and answer = 'given' and not replaced;
