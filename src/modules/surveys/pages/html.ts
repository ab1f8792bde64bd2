import { htmlTag } from '../../../kernel/html.ts';

/** Writes HTML: every `${value}` that is not HTML itself is escaped. */
export const html = htmlTag();
