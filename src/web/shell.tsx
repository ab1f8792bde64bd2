import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import Search from 'lucide-react/icons/search';
import { Suspense, useCallback, useEffect, useState, type ReactNode } from 'react';
import { usePageKeys } from './keys.ts';
import { Palette } from './palette.tsx';
import { LinesSkeleton } from './primitives/lines-skeleton.tsx';
import { Refused } from './primitives/problem.tsx';
import { useRegistry, type Place, type Room } from './registry.ts';
import { RoomTabs } from './room-tabs.tsx';
import { useMay, useMe } from './session.ts';
import css from './shell.module.css';
import { ViewerMenu } from './viewer-menu.tsx';

const onMac = /mac|iphone|ipad/i.test(navigator.userAgent);

/** Rooms that the viewer may enter, each with the places inside. */
function useRooms(): readonly { readonly room: Room; readonly path: string }[] {
  const { rooms, places } = useRegistry();
  const may = useMay();
  return rooms.flatMap((room) => {
    const first = places.find((place) => place.room === room.key && may(place.needs));
    return first === undefined ? [] : [{ room, path: first.path }];
  });
}

/** The place that the address is in: the one that names the longest part of it. */
function useCurrentPlace(): Place | undefined {
  const { places } = useRegistry();
  const at = useRouterState({ select: (state) => state.location.pathname });
  const around = places.filter((place) => at === place.path || (place.path !== '/' && at.startsWith(`${place.path}/`)));
  return around.toSorted((a, b) => b.path.length - a.path.length)[0];
}

function RoomLinks({ className }: { readonly className: string | undefined }): ReactNode {
  const current = useCurrentPlace()?.room;
  return useRooms().map(({ room, path }) => {
    const Icon = room.icon;
    return (
      <Link key={room.key} to={path} className={className} aria-current={room.key === current ? 'page' : undefined} activeProps={{}}>
        <Icon size={18} strokeWidth={1.75} aria-hidden /> <span>{room.label}</span>
      </Link>
    );
  });
}

/** The frame around every page: rooms at the left (below on a phone), search, and who is looking. */
export function Shell(): ReactNode {
  const { company } = useMe();
  const may = useMay();
  const place = useCurrentPlace();
  const [searching, setSearching] = useState(false);
  const search = useCallback(() => setSearching(true), []);
  usePageKeys(search);
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      setSearching((before) => !before);
    };
    window.addEventListener('keydown', hear);
    return () => window.removeEventListener('keydown', hear);
  }, []);
  return (
    <div className={css['shell']}>
      <a href="#page" className={css['skip']}>Skip to the page</a>
      <div className={css['side']}>
        <div className={css['company']}><img src="/mark.svg" alt="" width={22} height={22} /><span title={company}>{company === '' ? 'Custos' : company}</span></div>
        <button type="button" className={css['search']} onClick={search} aria-label="Search everything">
          <Search size={16} aria-hidden /><span>Search</span><kbd aria-hidden data-keys={onMac ? '⌘ K' : 'Ctrl K'} />
        </button>
        <nav aria-label="Rooms" className={css['rooms']}><RoomLinks className={css['room']} /></nav>
        <div className={css['viewer']}><ViewerMenu /></div>
      </div>
      <main id="page" className={css['page']} tabIndex={-1}>
        <RoomTabs />
        <Suspense fallback={<LinesSkeleton lines={8} />}>{place === undefined || may(place.needs) ? <Outlet /> : <Refused />}</Suspense>
      </main>
      <nav aria-label="Rooms, below" className={css['below']}><RoomLinks className={css['tab']} /></nav>
      <Palette opened={searching} close={() => setSearching(false)} />
    </div>
  );
}
