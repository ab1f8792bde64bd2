import { momentText } from '../../../web/primitives/moment-text.ts';
import type { Quoting } from '../../customers/contract.ts';
import type { QuoteToShow } from '../contract.ts';

/** Whether a customer may be quoted, in few words, and what that means. */
export const QUOTING_WORDS: Readonly<Record<Quoting, { readonly label: string; readonly about: string }>> = {
  agreed: { label: 'May be quoted', about: 'This customer agreed to be quoted.' },
  'not-asked': { label: 'Quoting: not asked', about: 'Nobody asked this customer whether they may be quoted, or their yes is over. That is never a yes.' },
  refused: { label: 'Quoting: said no', about: 'This customer does not want to be quoted.' },
};

/** A quote as it is copied: the words, whose they are, and whether they may be quoted. `channel`: by its name. */
export function quoteText({ text, name, quoting, occurredAt, occurredPrecision }: QuoteToShow, channel: string): string {
  const mark = quoting === 'agreed' ? '' : `\n[Not for outside: ${quoting === 'refused' ? 'the customer does not want to be quoted' : 'the customer was not asked whether they may be quoted'}.]`;
  return `“${text}”\n${name ?? 'A customer'}, ${channel.toLowerCase()}, ${momentText(occurredAt, 'day', occurredPrecision)}${mark}`;
}
