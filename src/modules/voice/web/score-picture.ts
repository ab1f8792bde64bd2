import { asText } from '../../../kernel/html.ts';
import { counted } from '../../../web/primitives/number.ts';
import type { Score } from '../contract.ts';
import { placesOf, stretchOf } from './score-stretch.ts';
import { fullText, intervalText, markTexts, monthText } from './score-words.ts';

/** Units: CSS pixels. */
export const PICTURE = { width: 960, height: 540 } as const;
const PLOT = { left: 330, right: 920, top: 120, bottom: 380 } as const;
/** As on the page by day, since a picture goes into reports. */
const INK = { strong: '#1b1b1f', plain: '#45454d', quiet: '#66666f', line: '#e6e3dc', band: '#f0eee8', mark: '#8f8b82', low: '#a3262a' } as const;
const TEXT = "font-family=\"Inter, 'Helvetica Neue', Arial, sans-serif\"";
const WORDS = 'font-family="\'Source Serif 4\', Georgia, serif"';


/** A text in lines of so many characters, the last one cut where it is too long. */
export function linesOf(text: string, characters: number, most: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/u)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < characters) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word.length > characters ? `${word.slice(0, characters - 1)}…` : word);
  }
  return lines.length <= most ? lines : [...lines.slice(0, most - 1), `${lines[most - 1] ?? ''} …`];
}

const textAt = (x: number, y: number, said: string, size: number, ink: string, more = TEXT): string => `<text x="${x}" y="${y}" font-size="${size}" fill="${ink}" ${more}>${asText(said)}</text>`;
const across = (y: number): string => `<line x1="${PLOT.left}" x2="${PLOT.right}" y1="${y}" y2="${y}" stroke="${INK.line}" />`;

function monthsDrawn(score: Score): string[] {
  const { low, high, marks } = stretchOf(score);
  const y = (value: number): number => PLOT.bottom - (Math.min(high, Math.max(low, value)) - low) / (high - low) * (PLOT.bottom - PLOT.top);
  const wide = (PLOT.right - PLOT.left) / score.months.length;
  const every = Math.ceil(score.months.length / 12);
  const alarmed = new Map(score.alarms.map(({ month, direction }) => [month, direction]));
  const said = markTexts(marks);
  return [
    ...marks.map((mark, at) => `${across(y(mark))}${textAt(PLOT.left - 10, y(mark) + 4, said[at] ?? '', 12, INK.quiet, `${TEXT} text-anchor="end"`)}`),
    ...score.months.flatMap(({ month, estimate, limits, certainty, isRunning }, at) => {
      const x = PLOT.left + (at + 0.5) * wide;
      const band = limits === null ? '' : `<rect x="${x - wide / 2}" width="${wide}" y="${y(limits.high)}" height="${y(limits.low) - y(limits.high)}" fill="${INK.band}" />`;
      const label = (score.months.length - 1 - at) % every === 0 ? textAt(x, PLOT.bottom + 22, monthText(month, true), 12, INK.quiet, `${TEXT} text-anchor="middle"`) : '';
      if (estimate === null) return [band, label];
      const ink = alarmed.get(month) === 'down' ? INK.low : INK.strong;
      const dot = `<circle cx="${x}" cy="${y(estimate.value)}" r="5" stroke="${ink}" stroke-width="2" fill="${certainty === 'indicative' || isRunning ? '#ffffff' : ink}" />`;
      return [band, `<line x1="${x}" x2="${x}" y1="${y(estimate.low)}" y2="${y(estimate.high)}" stroke="${INK.mark}" stroke-width="3" />`, dot, label];
    }),
    textAt(PLOT.left, PLOT.top - 16, 'By month, each with its interval; shaded: what chance alone would show', 12, INK.quiet),
  ];
}

function answersDrawn(score: Score): string[] {
  const places = placesOf(score);
  const most = Math.max(1, ...places.map(({ answers }) => answers));
  const wide = (PLOT.right - PLOT.left) / Math.max(1, places.length);
  return [
    across(PLOT.bottom), textAt(PLOT.left, PLOT.top - 16, 'How often each answer was given', 12, INK.quiet),
    ...places.flatMap(({ value, answers }, at) => {
      const [x, high] = [PLOT.left + (at + 0.5) * wide, answers / most * (PLOT.bottom - PLOT.top - 20)];
      const middle = `${TEXT} text-anchor="middle"`;
      return [`<rect x="${x - wide * 0.35}" width="${wide * 0.7}" y="${PLOT.bottom - high}" height="${high}" fill="${INK.mark}" />`, textAt(x, PLOT.bottom - high - 6, String(answers), 12, INK.plain, middle), textAt(x, PLOT.bottom + 22, String(value), 12, INK.quiet, middle)];
    }),
  ];
}

/** What stands below a figure that leaves its page: what it is, of whom, from when, how sure, and when it was made. */
export function captionOf(score: Score, filter: string, madeOn: string): string {
  const { estimate, name, people, answers, words } = score;
  const value = estimate === null ? '' : ` ${fullText(score, estimate.value)}, ${intervalText(score, estimate)} with 95 % confidence.`;
  return `${name}:${value} ${counted(people, 'person', 'people')}, ${counted(answers, 'answer')}. ${filter}${words === null ? '' : ` ${words}`} Definition ${score.version}: ${score.meaning} Made on ${madeOn} with Custos.`;
}

/** A score as a picture that can stand by itself: figure, interval, chart and caption. Shape: SVG; nothing in it comes from elsewhere. Null below ten people: then there is no figure. */
export function scorePicture(score: Score, filter: string, madeOn: string): string | null {
  const { estimate } = score;
  if (estimate === null) return null;
  const hasMonths = score.months.some((month) => month.estimate !== null);
  const name = linesOf(score.name, 66, 2);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${PICTURE.width}" height="${PICTURE.height}" viewBox="0 0 ${PICTURE.width} ${PICTURE.height}">`,
    `<rect width="100%" height="100%" fill="#ffffff" />`,
    ...name.map((line, at) => textAt(40, 48 + at * 28, line, 24, INK.strong, `${WORDS} font-weight="600"`)),
    textAt(40, 150, fullText(score, estimate.value), 52, INK.strong, `${WORDS} font-weight="600"`),
    textAt(40, 188, `${intervalText(score, estimate)}`, 16, INK.plain), textAt(40, 209, 'with 95 % confidence', 13, INK.quiet),
    textAt(40, 243, counted(score.people, 'person', 'people'), 16, INK.plain), textAt(40, 264, counted(score.answers, 'answer'), 13, INK.quiet),
    ...(hasMonths ? monthsDrawn(score) : answersDrawn(score)),
    `<line x1="40" x2="920" y1="424" y2="424" stroke="${INK.line}" />`,
    ...linesOf(captionOf(score, filter, madeOn), 128, 5).map((line, at) => textAt(40, 448 + at * 19, line, 13, INK.plain)),
    '</svg>',
  ].join('');
}
