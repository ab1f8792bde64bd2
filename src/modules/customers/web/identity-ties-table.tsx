import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Personal } from '../../../web/primitives/masked.tsx';
import { counted } from '../../../web/primitives/number.ts';
import { refusalWords, typeName } from '../../identity/web/parts.tsx';
import css from './identity-picture.module.css';
import { tieName } from './identity-picture.tsx';
import type { IdentityPicture, PicturePoint, PictureTie } from './lay-identity.ts';

/** Which sources hold a tie, each with how many records. */
function heldBy(tie: Pick<PictureTie, 'lines'>, points: readonly PicturePoint[]): string {
  const counts = new Map<string, number>();
  for (const { point } of tie.lines) {
    const one = points[point];
    if (one !== undefined) counts.set(one.source, (counts.get(one.source) ?? 0) + one.claims.length);
  }
  return [...counts].map(([source, count]) => (count === 1 ? source : `${source} (${count})`)).join(', ');
}

function says(tie: PictureTie): string {
  if (tie.isRefused) return `kept apart${tie.refusal === null ? '' : `: ${refusalWords(tie.refusal)}`}`;
  const verified = tie.lines.filter(({ isVerified }) => isVerified).length;
  return tie.isWeak ? 'shared; joins nobody by itself' : verified === tie.lines.length ? 'verified by all' : verified === 0 ? 'claimed' : `verified by ${verified} of ${tie.lines.length}`;
}

/** Everything that the picture shows, as a table. `id`: whose it is, for the way to whom they were kept apart from. */
export function IdentityTiesTable({ picture, id }: { readonly picture: IdentityPicture; readonly id: string }): ReactNode {
  return (
    <div className={css['scroll']}>
      <table className={css['table']} aria-label="What ties the records" data-testid="ties-table">
        <thead><tr><th scope="col">What ties them</th><th scope="col">Held by</th><th scope="col">It says</th></tr></thead>
        <tbody>
          {picture.ties.map((tie) => (
            <tr key={tie.key} data-refused={tie.isRefused}>
              <th scope="row"><Personal value={tieName(tie)} />{tie.type !== '' && tie.count === 1 && <span className={css['quiet']}> {typeName(tie.type)}</span>}</th>
              <td>{heldBy(tie, picture.points)}</td>
              <td>{says(tie)}{tie.other !== null && <> <Link to="/customers/$id/compare/$other" params={{ id, other: tie.other }}>Compare with {tie.other}</Link></>}</td>
            </tr>
          ))}
          {picture.arcs.map((arc) => <tr key={`${arc.by} ${arc.from} ${arc.to}`}><th scope="row">{arc.by === 'person' ? 'A person’s decision' : 'Likeness'}</th><td>{heldBy({ lines: [arc.from, arc.to].map((point) => ({ point, isVerified: false })) }, picture.points)}</td><td>{arc.by === 'person' ? 'somebody here said that they are one' : 'likely one person'}</td></tr>)}
          {picture.ties.length + picture.arcs.length === 0 && <tr><td colSpan={3}>Nothing ties {counted(picture.points.length, 'record')}: nothing had to.</td></tr>}
        </tbody>
      </table>
    </div>
  );
}
