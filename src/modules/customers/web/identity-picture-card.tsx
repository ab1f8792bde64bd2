import { Button, Modal } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { counted, countText } from '../../../web/primitives/number.ts';
import { Problem } from '../../../web/primitives/problem.tsx';
import { routes as identityRoutes, type IdentityOfCustomer } from '../../identity/contract.ts';
import { routes } from '../contract.ts';
import css from './identity-picture.module.css';
import { IdentityDrawing } from './identity-picture.tsx';
import { IdentityTiesTable } from './identity-ties-table.tsx';
import { DRAWN_MOST, layIdentity, type IdentityPicture } from './lay-identity.ts';

/** Records that are drawn one by one on the card itself; more are folded there and drawn in a larger picture. */
const ON_CARD = 14;
const CARD_PX = 320;
const LARGE_PX = 700;

/** What ties the records of a customer, as a picture with a table as its twin. */
export function IdentityPictureCard({ id }: { readonly id: string }): ReactNode {
  const { data, error, refetch } = useQuery({ queryKey: ['customer', id, 'identity'], queryFn: ({ signal }) => call(identityRoutes.ofCustomer, { params: { id } }, signal) });
  const { data: customer } = useQuery({ queryKey: ['customer', id], queryFn: ({ signal }) => call(routes.one, { params: { id } }, signal) });
  if (error !== null && data === undefined) return <Problem error={error} again={() => void refetch()} />;
  if (data === undefined || customer === undefined) return <LinesSkeleton lines={5} />;
  return <Picture identity={data} claims={customer.claims} />;
}

function Picture({ identity, claims }: { readonly identity: IdentityOfCustomer; readonly claims: number }): ReactNode {
  const [asTable, setAsTable] = useState(false);
  const [large, setLarge] = useState(false);
  const wide = useMediaQuery('(min-width: 48em)', true, { getInitialValueInEffect: false });
  const isMany = claims > DRAWN_MOST;
  const onCard = useMemo(() => layIdentity(identity, identity.nodes.length > ON_CARD), [identity]);
  const whole = useMemo(() => layIdentity(identity, isMany), [identity, isMany]);
  if (identity.nodes.length <= 1 && onCard.ties.length === 0) return <p className={css['quiet']}>One record: nothing had to be tied.</p>;
  return (
    <div className={css['card']} data-testid="identity-picture">
      {asTable ? <IdentityTiesTable picture={isMany ? onCard : whole} id={identity.customer} /> : <IdentityDrawing picture={onCard} widthPx={CARD_PX} />}
      {!asTable && <Key picture={onCard} />}
      <Folded picture={onCard} identity={identity} claims={claims} />
      <p className={css['actions']}>
        <Button variant="default" size="xs" onClick={() => setAsTable(!asTable)} aria-pressed={asTable}>{asTable ? 'As a picture' : 'As a table'}</Button>
        <Button variant="default" size="xs" onClick={() => setLarge(true)}>Larger</Button>
      </p>
      <Modal opened={large} onClose={() => setLarge(false)} title="What ties these records" size="xl">
        <div className={css['card']}>
          <Folded picture={whole} identity={identity} claims={claims} />
          <IdentityDrawing picture={whole} widthPx={wide ? LARGE_PX : CARD_PX} />
          <Key picture={whole} />
          <IdentityTiesTable picture={whole} id={identity.customer} />
        </div>
      </Modal>
    </div>
  );
}

/** Says what is not drawn one by one, and why. */
function Folded({ picture, identity, claims }: { readonly picture: IdentityPicture; readonly identity: IdentityOfCustomer; readonly claims: number }): ReactNode {
  const told = [
    picture.isFolded ? `${countText(claims)} records, folded by source${claims > DRAWN_MOST ? '' : '; “Larger” draws each'}.` : null,
    claims > identity.nodes.length ? `The first ${countText(identity.nodes.length)} of them are looked at.` : null,
    picture.alone > 0 ? `${counted(picture.alone, 'more identifier')} ${picture.alone === 1 ? 'ties' : 'tie'} ${picture.isFolded ? 'no two sources' : 'no two records'}.` : null,
  ].filter((line) => line !== null);
  return told.length === 0 ? null : <p className={css['quiet']}>{told.join(' ')}</p>;
}

function Key({ picture }: { readonly picture: IdentityPicture }): ReactNode {
  const lines = picture.ties.flatMap((tie) => tie.lines);
  return (
    <p className={css['key']} aria-hidden>
      {lines.some(({ isVerified }) => isVerified) && <span><i data-verified />verified</span>}
      {picture.ties.some((tie) => !tie.isRefused && tie.lines.some(({ isVerified }) => !isVerified)) && <span><i />claimed</span>}
      {picture.ties.some(({ isRefused }) => isRefused) && <span><i data-refused />refused</span>}
      {picture.arcs.some(({ by }) => by === 'person') && <span><b />said by a person</span>}
      {picture.arcs.some(({ by }) => by === 'likely') && <span><b data-likely />likely</span>}
    </p>
  );
}
