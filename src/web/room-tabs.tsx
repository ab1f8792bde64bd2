import { Link, useRouterState } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useRegistry } from './registry.ts';
import css from './room-tabs.module.css';
import { useMay } from './session.ts';

/** The other places of the room, above each of them. Pages about one thing have none: they lead back by themselves. */
export function RoomTabs(): ReactNode {
  const { places } = useRegistry();
  const may = useMay();
  const at = useRouterState({ select: (state) => state.location.pathname });
  const here = places.find((place) => place.path === at);
  // A room stays a line of tabs: what belongs to one of them is offered at its end while one is there.
  const base = here?.under ?? at;
  const around = here === undefined ? [] : places.filter((place) => place.room === here.room && may(place.needs) && (place.under === undefined || place.under === base));
  if (around.length < 2) return null;
  return (
    <nav className={css['tabs']} aria-label="In this room">
      {around.toSorted((a, b) => Number(a.under !== undefined) - Number(b.under !== undefined)).map((place) => <Link key={place.path} to={place.path} className={css['tab']} activeOptions={{ exact: true }} aria-current={place.path === at ? 'page' : undefined} data-under={place.under !== undefined} data-base={place.path === base}>{place.label}</Link>)}
    </nav>
  );
}
