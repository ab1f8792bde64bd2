import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { PageHead } from '../primitives/page-head.tsx';
import { useRegistry } from '../registry.ts';
import { useMay } from '../session.ts';
import css from './connect-page.module.css';

/** What the room of connections holds, for whoever may. */
export function ConnectPage(): ReactNode {
  const may = useMay();
  const places = useRegistry().places.filter((place) => place.room === 'connect' && may(place.needs) && place.path !== '/connect');
  return (
    <>
      <PageHead title="Connect" lead="How interactions come in, who may see them, and whether everything works." />
      <ul className={css['places']}>
        {places.map((place) => <li key={place.path}><Link to={place.path} className={css['place']}><b>{place.label}</b><span>{place.hint}</span></Link></li>)}
      </ul>
    </>
  );
}
