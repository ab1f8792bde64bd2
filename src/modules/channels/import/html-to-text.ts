/** What a mail in HTML says, as plain text: paragraphs as lines, quoted blocks marked with `>`, links as their words. */
export function htmlToText(html: string): string {
  const source = html.slice(0, LONGEST).replace(/<!--[\s\S]*?-->|<\?[^>]*>|<![^>]*>/g, '').replace(/<(style|script|head|title)\b[\s\S]*?<\/\1\s*>/gi, '');
  const lines: string[] = [''];
  let quoteDepth = 0;
  const openQuotes: string[] = [];
  const breakLine = (): void => { if ((lines.at(-1) ?? '').replace(/^(?:> )+/, '') !== '') lines.push('> '.repeat(quoteDepth)); };
  const newLine = (): void => { lines.push('> '.repeat(quoteDepth)); };
  const say = (text: string): void => {
    const words = decodeEntities(text.replace(/[\s]+/g, ' '));
    const current = lines.at(-1) ?? '';
    if (words.trim() === '' && (current === '' || current.endsWith(' '))) return;
    lines[lines.length - 1] = current + (current === '' || current.endsWith(' ') ? words.replace(/^ +/, '') : words);
  };
  for (const piece of source.split(/(<\/?[a-zA-Z][^>]*>)/)) {
    const tag = /^<(\/?)([a-zA-Z][a-zA-Z0-9]*)([^>]*)>$/.exec(piece);
    if (tag === null) {
      if (piece !== '') say(piece);
      continue;
    }
    const closing = tag[1] === '/';
    const name = (tag[2] ?? '').toLowerCase();
    if (name === 'br') newLine();
    else if (name === 'hr') {
      breakLine();
      lines.push(RULE);
      newLine();
    } else if (name === 'blockquote') {
      if (!closing) {
        breakLine();
        openQuotes.push(name);
        quoteDepth += 1;
        lines.push('> '.repeat(quoteDepth));
      } else if (openQuotes.pop() !== undefined) {
        quoteDepth -= 1;
        lines.push('> '.repeat(quoteDepth));
      }
    } else if (/border[^;"']*-top\s*:\s*solid|border\s*:\s*none\s*;\s*border-top/i.test(tag[3] ?? '')) {
      breakLine();
      lines.push(RULE);
      newLine();
    } else if (BLOCKS.has(name)) {
      breakLine();
      if (closing && name === 'p') newLine();
    } else if (name === 'td' && closing) say(' ');
  }
  return lines.map((line) => line.replace(/[ \t]+$/, '')).join('\n').replace(/\n{3,}/g, '\n\n').trim();
}

/** Longest HTML that is read. Units: characters. */
const LONGEST = 2_000_000;
const RULE = '________________________________________';
const BLOCKS: ReadonlySet<string> = new Set(['p', 'div', 'tr', 'li', 'ul', 'ol', 'table', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'pre', 'section', 'article', 'header', 'footer', 'dt', 'dd', 'form', 'center']);
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: '\'', nbsp: ' ', ndash: '–', mdash: '—', hellip: '…', lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', laquo: '«', raquo: '»', euro: '€', pound: '£', copy: '©', reg: '®', trade: '™', bull: '•', middot: '·', auml: 'ä', ouml: 'ö', uuml: 'ü', Auml: 'Ä', Ouml: 'Ö', Uuml: 'Ü', szlig: 'ß', eacute: 'é', egrave: 'è', agrave: 'à', ccedil: 'ç', atilde: 'ã', otilde: 'õ', ntilde: 'ñ', aacute: 'á', iacute: 'í', oacute: 'ó', uacute: 'ú', ecirc: 'ê', ocirc: 'ô' };

function decodeEntities(text: string): string {
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,8});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name] ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : whole;
  });
}
