import { asText } from '../../../kernel/html.ts';
import type { MondayLine, MondayPage } from '../contract.ts';

/** What each line is called. */
export const LINE_NAMES: Readonly<Record<MondayLine['of'], string>> = { changed: 'What changed', promise: 'The promise most broken', escalation: 'One escalation', words: 'In a customer’s words', question: 'Only you can decide' };

/** A mail as it goes out: a title, a page for mail programs, and the same as text. */
export type MondayLetter = { readonly subject: string; readonly html: string; readonly text: string };

const dayText = (week: string): string => new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${week}T00:00:00Z`));
const GONE = 'These words went with the person who said them.';

function quoteOf({ quote, isGone }: MondayLine): string | null {
  return isGone ? GONE : quote;
}

/** The page as a mail. Links lead to the page, where whoever signs in answers: a mail program that opens links by itself answers nothing. `base`: the address of this installation. */
export function mailOfMonday(page: Pick<MondayPage, 'week' | 'lines'>, company: string, base: string): MondayLetter {
  const address = `${base}/monday?week=${page.week}`;
  const head = `${dayText(page.week)}, ${company}`;
  const question = page.lines.some(({ of }) => of === 'question');
  const text = [
    head,
    ...page.lines.map((line) => [LINE_NAMES[line.of], line.text, ...(quoteOf(line) === null ? [] : [`“${quoteOf(line) ?? ''}”`])].join('\n')),
    `${question ? 'Yes, no or ask me: ' : ''}${address}`,
  ].join('\n\n');
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${asText(head)}</title></head><body style="margin:0;padding:16px;background:#ffffff;color:#1b1b1f;font-family:Georgia,serif;font-size:17px;line-height:1.5">`
    + `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px"><tr><td><h1 style="font-size:22px;margin:0 0 16px">${asText(head)}</h1>`
    + page.lines.map((line) => htmlOf(line, base)).join('')
    + `<p style="margin:24px 0 0"><a href="${asText(address)}" style="color:#1b1b1f">${question ? 'Yes, no or ask me' : 'Open the page'}</a></p></td></tr></table></body></html>`;
  return { subject: `Monday: ${page.lines[0]?.text.slice(0, 120) ?? head}`, html, text };
}

function htmlOf(line: MondayLine, base: string): string {
  const quote = quoteOf(line);
  const said = line.path === null ? asText(line.text) : `<a href="${asText(base + line.path)}" style="color:#1b1b1f">${asText(line.text)}</a>`;
  return `<h2 style="font-size:13px;font-family:Arial,sans-serif;font-weight:normal;color:#66666f;margin:20px 0 4px">${asText(LINE_NAMES[line.of])}</h2><p style="margin:0">${said}</p>${quote === null ? '' : `<blockquote style="margin:6px 0 0;padding-left:12px;border-left:2px solid #8f8b82;font-style:italic">${asText(quote)}</blockquote>`}`;
}
