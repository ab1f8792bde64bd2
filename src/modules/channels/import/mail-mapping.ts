import type { Mapping } from '../contract.ts';

/** What a mail is before anything of it says otherwise. */
export const MAIL_CONSTANTS = { channel: '=email', kind: '=mail-received', direction: '=in' } as const;

/** How a mail becomes an interaction, in files and as it arrives. Threads hang on `session` (the first mail of the thread), and on the mails that it says it answers. */
export const MAIL_MAPPING: Pick<Mapping, 'fields' | 'identifiers' | 'traits' | 'subjects' | 'properties'> = {
  fields: { ...MAIL_CONSTANTS, id: 'messageId', occurredAt: 'date', title: 'subject', text: 'text', session: 'thread', language: 'language' },
  identifiers: { email: 'fromAddress' }, traits: { name: 'fromName' }, subjects: {},
  properties: {
    messageId: 'messageId', inReplyTo: 'inReplyTo', references: 'references', to: 'to', cc: 'cc', quoted: 'quoted', signature: 'signature', attachments: 'attachments', automatic: 'automatic', autoSubmitted: 'autoSubmitted', precedence: 'precedence', cutFrom: 'cutFrom', file: 'file',
  },
};
