import { AppError } from '../../kernel/app-error.ts';
import { asWritten } from './language/safe-words.ts';

/** Codes of ClickHouse for a statement that takes more than it may: time, memory, rows or bytes of an answer, temporary files, size of the statement. Source: ErrorCodes.cpp of ClickHouse. */
const TOO_LARGE: Readonly<Record<number, string>> = {
  159: 'It took longer than a statement may take. Ask for a shorter period or fewer rows, or fold before you join.', 160: 'It would take longer than a statement may take. Ask for a shorter period.',
  241: 'It needs more memory than a statement may use. Ask for a shorter period, fewer groups or shorter texts.', 243: 'It needs more room than a statement may use.', 396: 'The answer is larger than one may be. Ask for fewer columns or rows.',
  158: 'It reads more rows than a statement may.', 307: 'It reads more than a statement may.', 191: 'The list behind IN is too long.', 167: 'The statement nests too deep.', 168: 'The statement is too large.', 169: 'The statement nests too deep.', 128: 'A list in the answer is too long.', 173: 'It needs more memory than a statement may use.',
};

/** Codes for a statement that cannot be meant: what the engine says of it is told. What it quotes comes from the views that the asker sees. */
const TOLD = new Set([6, 10, 27, 36, 38, 41, 42, 43, 44, 47, 48, 53, 63, 69, 70, 72, 80, 122, 125, 130, 153, 157, 179, 184, 190, 207, 215, 245, 277, 349, 352, 386, 403, 407, 457, 585, 704]);

/** The engine's number of an error: in process it stands in its words, a server says it beside them. */
function codeOf(cause: unknown): number {
  if (!(cause instanceof Error)) return NaN;
  return Number(/Code: (\d+)\./.exec(cause.message)?.[1] ?? ('code' in cause && typeof cause.code === 'string' ? cause.code : NaN));
}

/** The engine's words as far as they are about what was asked. */
function told(message: string): string {
  const said = message.replace(/^[\s\S]*?DB::Exception:\s*/, '').split(/\s+in scope\s|:?\s*In scope\s|:\s*[Ww]hile\s|\(?\bSELECT\b|\s\(version|\s\([A-Z_]+\)\.?\s*$/)[0] ?? '';
  return asWritten(said).replace(/\s+/g, ' ').trim().slice(0, 300);
}

/** A refusal of the engine in words for whoever asked. `hidden`: columns that are not in the asker's views. Anything that is not about the statement is handed on as it is. */
export function tellRefusal(error: unknown, hidden: ReadonlySet<string>): unknown {
  if (!(error instanceof AppError)) return error;
  const message = error.cause instanceof Error ? error.cause.message : '';
  const code = codeOf(error.cause);
  const large = TOO_LARGE[code];
  if (large !== undefined) return new AppError('too-large', 'sql-too-large', large);
  if (error.kind !== 'internal') return error;
  const unknown = /identifier [`']~?(?:\w+\.~?)?(\w+)[`']/.exec(asWritten(message))?.[1];
  if (code === 47 && unknown !== undefined && hidden.has(unknown)) return new AppError('invalid', 'sql-column-hidden', `${unknown} holds personal data, which your role or key may not see: it is not in your views.`);
  const words = TOLD.has(code) ? told(message) : '';
  return new AppError('invalid', 'sql-refused', words === '' ? `The engine can not answer this statement (its code ${Number.isNaN(code) ? 'is not known' : code}).` : `${words}${/[.!?]$/.test(words) ? '' : '.'}`);
}
