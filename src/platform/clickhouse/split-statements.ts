/** One statement of a schema file with the comments that stand before it. */
export type FileStatement = { readonly text: string; readonly comments: readonly string[] };

/** Comments, quoted texts, quoted names and semicolons are told apart, so that a semicolon in a text or comment ends nothing. */
const PIECE = /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^'\\]|\\.|'')*'|`(?:[^`\\]|\\.)*`|"(?:[^"\\]|\\.)*"|;|[^-/'`";]+|[-/'`"]/g;

/** The statements of a schema file in their order. Comments are left out of the text and kept beside it. */
export function splitStatements(file: string): FileStatement[] {
  const found: FileStatement[] = [];
  let text = '';
  let comments: string[] = [];
  const finish = (): void => {
    if (text.trim() !== '') {
      found.push({ text: text.trim(), comments });
      comments = [];
    }
    text = '';
  };
  for (const [piece] of file.matchAll(PIECE)) {
    if (piece === ';') finish();
    else if (piece.startsWith('--') || piece.startsWith('/*')) {
      comments.push(piece.replace(/^--|^\/\*|\*\/$/g, '').trim());
      text += ' ';
    } else text += piece;
  }
  finish();
  return found;
}
