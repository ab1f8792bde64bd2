import { htmlTag } from '../../../kernel/html.ts';

/** Writes a piece of a customer's page. Line ends of text are kept; characters that turn the direction of what follows, and control characters, are not. */
export const html = htmlTag((text) => text.replace(/[\u202A-\u202E\u2066-\u2069\u0000-\u0008\u000B\u000C\u000E-\u001F]/g, ''));
