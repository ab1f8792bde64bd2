import type { ReactNode } from 'react';
import { momentText } from '../../../web/primitives/moment-text.ts';
import { counted } from '../../../web/primitives/number.ts';
import { refusalWords, typeName } from '../../identity/web/parts.tsx';
import css from './identity-picture.module.css';
import type { IdentityPicture, PicturePoint, PictureTie } from './lay-identity.ts';

/** Units: px of one character of the picture's text, on average; wide enough for most names. */
const LETTER_PX = 7.2;
const SMALL_LETTER_PX = 6;

function cut(text: string, widthPx: number, letterPx = LETTER_PX): string {
  const most = Math.max(4, Math.floor(widthPx / letterPx));
  const letters = [...text];
  return letters.length <= most ? text : `${letters.slice(0, most - 1).join('')}…`;
}

function pointTitle({ source, claims }: PicturePoint): string {
  const [only] = claims;
  return claims.length === 1 && only !== undefined ? `${source}, since ${momentText(only.firstOccurredAt, 'day')}` : `${source}, ${counted(claims.length, 'record')}`;
}

/** The picture in one sentence, for who does not see it; the table beside it says all. */
function summary({ points, sources, ties, arcs }: IdentityPicture): string {
  const amount = (of: readonly PictureTie[]): number => of.reduce((sum, { count }) => sum + count, 0);
  const refused = amount(ties.filter(({ isRefused }) => isRefused));
  const records = points.reduce((sum, { claims }) => sum + claims.length, 0);
  return `${counted(records, 'record')} of ${counted(sources.length, 'source')}, tied by ${counted(amount(ties) - refused, 'identifier')}${arcs.length > 0 ? ` and ${counted(arcs.length, 'decision or likely join', 'decisions or likely joins')}` : ''}${refused > 0 ? `; ${counted(refused, 'tie')} to somebody else refused` : ''}.`;
}

/** Claims at the left, what ties them at the right; drawn as wide as told. Units: px. */
export function IdentityDrawing({ picture, widthPx }: { readonly picture: IdentityPicture; readonly widthPx: number }): ReactNode {
  const labelPx = widthPx * 0.27;
  const pointX = labelPx + 22;
  const tieX = Math.max(widthPx * 0.52, pointX + 60);
  return (
    <svg className={css['picture']} viewBox={`0 0 ${widthPx} ${picture.height}`} role="img" aria-label={summary(picture)} style={{ maxWidth: widthPx * 1.15 }}>
      {picture.ties.map((tie) => tie.lines.map(({ point, isVerified }) => {
        const y = picture.points[point]?.y ?? 0;
        const middle = (pointX + tieX) / 2;
        return <path key={`${tie.key} ${point}`} className={css['line']} data-refused={tie.isRefused} data-weak={tie.isWeak} data-verified={isVerified} d={`M ${pointX} ${y} C ${middle} ${y} ${middle} ${tie.y} ${tieX - 6} ${tie.y}`} />;
      }))}
      {picture.arcs.map(({ from, to, by }) => {
        const [a, b] = [picture.points[from]?.y ?? 0, picture.points[to]?.y ?? 0];
        const bulge = pointX - Math.min(20, 8 + Math.abs(b - a) / 8);
        return (
          <g key={`${by} ${from} ${to}`} className={css['arc']} data-by={by}>
            <path d={`M ${pointX} ${a} Q ${bulge - 4} ${(a + b) / 2} ${pointX} ${b}`} />
            <path className={css['mark']} transform={`translate(${(pointX + bulge - 4) / 2} ${(a + b) / 2}) rotate(45)`} d="M -3.5 -3.5 h 7 v 7 h -7 z"><title>{by === 'person' ? 'Somebody here said that these are one' : 'Likely one person'}</title></path>
          </g>
        );
      })}
      {picture.sources.map(({ source, count, y }) => <text key={source} className={css['source']} x={labelPx} y={y + 4} textAnchor="end">{cut(count > 1 && picture.isFolded ? `${source} ×${count}` : source, labelPx, SMALL_LETTER_PX)}<title>{source}, {counted(count, 'record')}</title></text>)}
      {picture.points.map((point) => <circle key={point.key} className={css['point']} cx={pointX} cy={point.y} r={picture.isFolded ? Math.min(9, 4 + Math.log2(point.claims.length)) : 4}><title>{pointTitle(point)}</title></circle>)}
      {picture.ties.map((tie) => <TieText key={tie.key} tie={tie} x={tieX} widthPx={widthPx - tieX} />)}
    </svg>
  );
}

/** What a tie is called: the value, or how many there are of a type. */
export function tieName({ value, type, count }: PictureTie): string {
  return count > 1 ? counted(count, typeName(type)) : value ?? 'somebody else';
}

function TieText({ tie, x, widthPx }: { readonly tie: PictureTie; readonly x: number; readonly widthPx: number }): ReactNode {
  const kind = tie.type === '' || tie.count > 1 ? '' : typeName(tie.type);
  const under = tie.isRefused ? `kept apart${tie.refusal === null ? '' : `: ${refusalWords(tie.refusal)}`}` : kind;
  const value = tieName(tie);
  return (
    <g className={css['tie']} data-refused={tie.isRefused}>
      <text x={x} y={tie.y + 1}>{cut(value, widthPx)}<title>{`${kind} ${value}`.trim()}</title></text>
      {under !== '' && <text x={x} y={tie.y + 14} className={css['under']}>{cut(under, widthPx, SMALL_LETTER_PX)}<title>{under}</title></text>}
    </g>
  );
}
