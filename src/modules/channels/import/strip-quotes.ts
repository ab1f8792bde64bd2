/**
 * A mail cut into what its writer says now, what they quote, and how they sign. Only `text` counts as said in this interaction.
 * Invariant: nothing is lost: every line of the mail is in one of the three.
 */
export type SplitMail = { readonly text: string; readonly quoted: string; readonly signature: string };

/** How mail programs introduce what they quote: "On … wrote:", in the languages we know. The date or address between keeps ordinary sentences out. Of an address each side is without an @: a line of nothing else would be tried in every way there is. */
const ATTRIBUTIONS: readonly RegExp[] = [
  /^On\b.{4,}\bwrote ?:$/i, /^Am\b.{4,}\bschrieb\b.{0,200}:$/i, /^Le\b.{4,}\ba écrit ?:$/i, /^El\b.{4,}\bescribió ?:$/i, /^(?:Em|No dia)\b.{4,}\bescreveu ?:$/i, /^Il\b.{4,}\bha scritto ?:$/i,
  /^Op\b.{4,}\bschreef\b.{0,200}:$/i, /^(?:Den|På|Pe)\b.{4,}\b(?:skrev|a scris)\b.{0,200}:$/i, /^(?:Dnia|W dniu)\b.{4,}\bnapisał(?:\(?a\)?)? ?:$/i, /^.{4,}\b\d{4}.{0,300}(?:пишет|написал\(?а?\)?|писал\(?а?\)?) ?:$/i,
  /^.{0,300}(?:написал\(?а?\)?|пишет) ?:$/i, /^\d{4}[-/]\d{1,2}[-/]\d{1,2}.{0,20}\s[^<]{0,100}<[^<>\s@]+@[^<>\s@]+>:?$/, /^.{2,200}<[^<>\s@]+@[^<>\s@]+>.{0,40}\b(?:wrote|writes|schrieb|a écrit|escribió|escreveu) ?:$/i,
  /^(?:[^@]{0,60}\s)?[^\s@]{1,100}@[^\s@]{1,100} \([^)]{0,100}\) (?:wrote|writes) ?:$/i, /^.{0,120}\d{1,2}[:.h]\d{2}.{0,200}<[^<>\s@]+@[^<>\s@]+> ?:$/i,
];
/** Attribution lines must hold a date, a time or an address. */
const DATED = /\d|@/;

const SEPARATOR = /^[\s>*]*[-_=]{2,}\s*(?:original message|ursprüngliche nachricht|originalnachricht|original-nachricht|reply message|mensagem original|message d'origine|message original|mensaje original|messaggio originale|oorspronkelijk bericht|ursprungligt meddelande|opprinnelig melding|oprindelig meddelelse|forwarded message|weitergeleitete nachricht|mensagem encaminhada|mensaje reenviado|message transféré|исходное сообщение|пересылаемое сообщение|begin forwarded message)\s*[-_=]*\s*$/i;
const HEADER_NAMES = /^[>\s*_]*(?:from|von|de|da|van|fra|från|от(?: кого)?|sent|gesendet|envoyé|enviado(?: el| em)?|enviada em|inviato|verzonden|date|datum|data|fecha|дата|отправлено|to|an|à|para|a|aan|til|till|кому|subject|betreff|objet|asunto|assunto|oggetto|onderwerp|emne|ämne|тема|cc|kopie|копия)\s?[*_]*\s?:[*_]*\s*\S/i;
const FIRST_HEADER = /^[>\s*_]*(?:from|von|de|da|van|fra|från|от(?: кого)?|subject|betreff|sent|date|дата)\s?[*_]*\s?:[*_]*\s*\S/i;
const RULE = /^\s*[-_=]{8,}\s*$/;
const LIST_FOOTER = /^_{20,}$/;

/** Parts a mail's plain text. */
export function splitMail(body: string): SplitMail {
  const lines = body.replaceAll('\r\n', '\n').replaceAll('\u00a0', ' ').split('\n');
  const kept: string[] = [];
  const quoted: string[] = [];
  // One by one: a mail may have more lines than a call may have arguments.
  const quote = (from: number, to: number): void => { for (const line of lines.slice(from, to)) quoted.push(line); };
  let footer: string[] = [];
  for (let at = 0; at < lines.length;) {
    const line = lines[at] ?? '';
    if (LIST_FOOTER.test(line.trim()) && !startsHeaderBlock(lines, nextFilled(lines, at + 1))) {
      footer = lines.slice(at);
      break;
    }
    if (SEPARATOR.test(line) || startsHeaderBlock(lines, at) || (RULE.test(line) && startsHeaderBlock(lines, nextFilled(lines, at + 1)))) {
      quote(at, lines.length);
      break;
    }
    const attribution = attributionAt(lines, at);
    if (attribution > 0) {
      quote(at, at + attribution);
      at += attribution;
      const next = nextFilled(lines, at);
      if (!isQuoted(lines[next])) {
        quote(at, lines.length);
        break;
      }
      continue;
    }
    if (isQuoted(line)) quoted.push(line);
    else kept.push(line);
    at += 1;
  }
  const { text, signature } = splitSignature(kept);
  return { text: tidy(text), quoted: tidy(quoted), signature: tidy([...signature, ...footer]) };
}

function isQuoted(line: string | undefined): boolean {
  return line !== undefined && /^\s{0,3}>/.test(line) && !/^\s*>[:;_.]?[)(D<]/.test(line);
}

function nextFilled(lines: readonly string[], from: number): number {
  let at = from;
  while (at < lines.length && at < from + 4 && (lines[at] ?? '').trim() === '') at += 1;
  return at;
}

/** How many lines an attribution takes (mail programs wrap them); 0 where there is none. */
function attributionAt(lines: readonly string[], at: number): number {
  let joined = '';
  for (let count = 1; count <= 4 && at + count <= lines.length; count += 1) {
    const line = (lines[at + count - 1] ?? '').trim().replace(/^>+\s*/, '');
    if (line === '') return 0;
    joined = joined === '' ? line : `${joined} ${line}`;
    if (joined.length > 500) return 0;
    if (count === 1 && !DATED.test(line)) return 0;
    if (/[:>]$/.test(joined) && DATED.test(joined) && ATTRIBUTIONS.some((pattern) => pattern.test(joined))) return isQuoted(lines[at]) ? 0 : count;
    if (count === 1 && isQuoted(lines[at])) return 0;
  }
  return 0;
}

/** "From: … Sent: … Subject: …" as Outlook writes above what it quotes: at least three such lines together. */
function startsHeaderBlock(lines: readonly string[], at: number): boolean {
  if (!FIRST_HEADER.test(lines[at] ?? '') || isQuoted(lines[at])) return false;
  let count = 0;
  for (let next = at; next < Math.min(at + 8, lines.length); next += 1) {
    const line = lines[next] ?? '';
    if (HEADER_NAMES.test(line)) count += 1;
    else if (line.trim() === '' && count >= 3) break;
  }
  return count >= 3;
}

const SENT_FROM = /^\s*(?:sent (?:from|via|with|by)|get outlook for|von meinem|gesendet (?:von|mit)|enviado (?:do|desde|da|a partir do)|enviada do|envoyé (?:de|depuis|avec)|inviato da|verzonden (?:vanaf|met)|sendt fra|skickat från|отправлено (?:с|из)|wysłane z)\s+(?:\S+\s+){0,6}\S+\s*$/i;
const CLOSING = /^\s*(?:(?:with )?(?:best|kind|kindest|warm|warmest|many)?\s?regards|best(?: wishes)?|sincerely(?: yours)?|yours (?:sincerely|truly|faithfully)|cheers|thanks(?: again)?|thank you|many thanks|mit (?:freundlichen|besten|lieben) grüßen|(?:freundliche|viele|beste|liebe|schöne) grüße|mfg|lg|vg|atenciosamente|att|cordialmente|abraços?|obrigad[oa]|(?:un )?saludos?(?: cordiales)?|atentamente|gracias|cordialement|bien (?:à vous|cordialement)|(?:cordiali|distinti) saluti|grazie|merci|med vennlig hilsen|hilsen|mvh|met vriendelijke groet(?:en)?|groeten|pozdrawiam|с уважением)\s*[,.!–-]*\s*$/i;
const CONTACT = /@|https?:\/\/|www\.|(?:\+|\(|\b(?:t|tel|f|fax|m|mobile|phone)\b[.:]?\s*\+?)[\d ()./-]{6,}|\d{3}[ .-]\d{3}[ .-]\d{4}|\b(?:skype|linkedin|twitter)\b/i;

/** Tells the signature from the end of what was said. A closing word alone ("Thanks!") stays with the text; with a name below it, both are the signature. */
function splitSignature(lines: readonly string[]): { text: string[]; signature: string[] } {
  let end = lines.length;
  while (end > 0 && (lines[end - 1] ?? '').trim() === '') end -= 1;
  const at = signatureStart(lines.slice(0, end));
  return { text: lines.slice(0, at), signature: lines.slice(at, end) };
}

function signatureStart(lines: readonly string[]): number {
  const last = lines.length;
  for (let at = 0; at < last; at += 1) {
    const line = lines[at] ?? '';
    if (/^--\s?$/.test(line) && last - at <= 25) return at;
    if (/^-{10,}$/.test(line.trim()) && last - at <= 25 && lines.slice(at).some((below) => CONTACT.test(below))) return at;
  }
  let start = last;
  for (let at = last - 1; at >= Math.max(0, last - 4); at -= 1) if (SENT_FROM.test(lines[at] ?? '') && !/[,!?]|\.(?=\s|$)/.test(lines[at] ?? '') && (lines[at] ?? '').length <= 80) start = at;
  const above = lines.slice(0, start).findLastIndex((line) => line.trim() !== '') + 1;
  const personal = personalSignature(lines.slice(0, above));
  return personal === null ? start : personal;
}

/** Where a closing with a name, a dash with a name, or a block of contact lines begins at the end; null where there is none. */
function personalSignature(lines: readonly string[]): number | null {
  const last = lines.length;
  const short = (from: number): boolean => lines.slice(from).every((line) => line.trim().length <= 70);
  for (let at = Math.max(1, last - 12); at < last; at += 1) {
    if (CLOSING.test(lines[at] ?? '') && at < last - 1 && short(at) && lines.slice(at + 1).filter((line) => line.trim() !== '').length <= 10) return at;
  }
  if (last > 1 && /^\s?[-–—~]\s?\p{Lu}[\p{L}.'-]*(?:\s\p{Lu}[\p{L}.'-]*){0,2}\s*$/u.test(lines[last - 1] ?? '')) return last - 1;
  let from = last - 1;
  while (from > 0 && (lines[from - 1] ?? '').trim() !== '' && last - from < 7) from -= 1;
  const block = lines.slice(from);
  const contacts = block.filter((line) => CONTACT.test(line) && line.trim().split(/\s+/).length <= 6).length;
  return from > 0 && block.length >= 3 && contacts >= 2 && short(from) ? from : null;
}

function tidy(lines: readonly string[]): string {
  return lines.join('\n').replace(/\n{3,}/g, '\n\n').replace(/^(?:[ \t]*\n)+/, '').trimEnd();
}
