/** A stretch of running text. `to`: where it leads, for links. */
export type Stretch = { readonly kind: 'plain' | 'code' | 'strong' | 'emphasis' | 'link'; readonly text: string; readonly to?: string };

/** A block of a written page: what our own pages use of Markdown, and no more. */
export type DocumentBlock =
  | { readonly kind: 'heading'; readonly level: number; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly isNumbered: boolean; readonly items: readonly string[] }
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: 'code'; readonly text: string };

const LIST = /^\s*(?:-|\d+\.)\s+/u;
const cellsOf = (line: string): string[] => line.replace(/^\s*\||\|\s*$/gu, '').split(/(?<!\\)\|/u).map((cell) => cell.trim().replaceAll('\\|', '|'));
const isRule = (line: string | undefined): boolean => line !== undefined && /^\s*\|?[\s:|-]*-[\s:|-]*$/u.test(line) && line.includes('|');

/** Blocks of a page, in their order. Whatever is none of ours is a paragraph: nothing is lost. */
export function documentBlocks(text: string): DocumentBlock[] {
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  const blocks: DocumentBlock[] = [];
  const starts = (line: string): boolean => /^(?:#{1,6}\s|```)/u.test(line) || LIST.test(line) || line.trimStart().startsWith('|');
  const takeWhile = (from: number, goesOn: (line: string) => boolean): string[] => { const taken: string[] = []; for (let at = from; at < lines.length && goesOn(lines[at] ?? ''); at += 1) taken.push(lines[at] ?? ''); return taken; };
  for (let at = 0; at < lines.length;) {
    const line = lines[at] ?? '';
    const heading = /^(#{1,6})\s+(.+)$/u.exec(line);
    if (line.trim() === '') {
      at += 1;
    } else if (heading !== null) {
      blocks.push({ kind: 'heading', level: heading[1]?.length ?? 1, text: heading[2] ?? '' });
      at += 1;
    } else if (line.startsWith('```')) {
      const code = takeWhile(at + 1, (one) => !one.startsWith('```'));
      blocks.push({ kind: 'code', text: code.join('\n') });
      at += code.length + 2;
    } else if (line.trimStart().startsWith('|') && isRule(lines[at + 1])) {
      const rows = takeWhile(at + 2, (one) => one.trimStart().startsWith('|'));
      blocks.push({ kind: 'table', head: cellsOf(line), rows: rows.map(cellsOf) });
      at += rows.length + 2;
    } else if (LIST.test(line)) {
      const own = takeWhile(at, (one) => one.trim() !== '' && !/^(?:#{1,6}\s|```)/u.test(one));
      const items: string[] = [];
      for (const one of own) {
        if (LIST.test(one)) items.push(one.replace(LIST, ''));
        else items[items.length - 1] = `${items.at(-1) ?? ''} ${one.trim()}`;
      }
      blocks.push({ kind: 'list', isNumbered: /^\s*\d/u.test(line), items });
      at += own.length;
    } else {
      const rest = takeWhile(at + 1, (one) => one.trim() !== '' && !starts(one));
      blocks.push({ kind: 'paragraph', text: [line, ...rest].join(' ').trim() });
      at += rest.length + 1;
    }
  }
  return blocks;
}

/** Running text in stretches. A star between blanks, or within a product such as a*b, is itself. */
export function stretchesOf(text: string): Stretch[] {
  const stretches: Stretch[] = [];
  let plain = '';
  const flush = (): void => { if (plain !== '') stretches.push({ kind: 'plain', text: plain }); plain = ''; };
  for (let rest = text; rest !== '';) {
    const found = /^`([^`]+)`|^\*\*([^*]+)\*\*|^\*([^\s*][^*]*)\*(?![\w*])|^\[([^\]]+)\]\(([^)\s]+)\)/u.exec(rest);
    if (found === null || (found[3] !== undefined && /\w$/u.test(plain))) {
      plain += rest[0] ?? '';
      rest = rest.slice(1);
      continue;
    }
    flush();
    const [whole, code, strong, emphasis, link, to] = found;
    if (code !== undefined) stretches.push({ kind: 'code', text: code });
    else if (strong !== undefined) stretches.push({ kind: 'strong', text: strong });
    else if (emphasis !== undefined) stretches.push({ kind: 'emphasis', text: emphasis });
    else stretches.push({ kind: 'link', text: link ?? '', to: to ?? '' });
    rest = rest.slice(whole.length);
  }
  flush();
  return stretches;
}
