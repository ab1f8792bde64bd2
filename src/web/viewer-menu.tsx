import { Menu, useMantineColorScheme } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import Check from 'lucide-react/icons/check';
import LogOut from 'lucide-react/icons/log-out';
import UserRound from 'lucide-react/icons/user-round';
import type { ReactNode } from 'react';
import { capital } from '../kernel/capital.ts';
import { routes as people } from '../modules/people/contract.ts';
import { call } from './api.ts';
import { sayProblem } from './primitives/toast.tsx';
import { useMe } from './session.ts';
import css from './viewer-menu.module.css';

const SCHEMES = [['light', 'Light'], ['dark', 'Dark'], ['auto', 'As the system']] as const;

/** Role names as people read them. */
export function roleName(role: string): string {
  return capital(role.replace('-', ' '));
}

/** Who is looking; light or dark; the way out. */
export function ViewerMenu(): ReactNode {
  const me = useMe();
  const queries = useQueryClient();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const signOut = (): void => {
    call(people.signOut, { body: {} }).then(() => { queries.clear(); window.location.assign('/sign-in'); }, sayProblem);
  };
  return (
    <Menu position="top-start" width={230}>
      <Menu.Target>
        <button type="button" className={css['viewer']} aria-label={`${me.name} ${roleName(me.role)}: menu`} data-testid="viewer-menu">
          <span className={css['mark']} aria-hidden data-initial={[...me.name][0] ?? '·'} />
          <span className={css['who']}><span className={css['name']}>{me.name}</span>{' '}<span className={css['role']}>{roleName(me.role)}</span></span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{me.email}</Menu.Label>
        <Menu.Divider />
        <Menu.Label>Appearance</Menu.Label>
        {SCHEMES.map(([scheme, label]) => (
          <Menu.Item key={scheme} onClick={() => setColorScheme(scheme)} rightSection={colorScheme === scheme ? <Check size={15} aria-label="chosen" /> : null}>{label}</Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item component={Link} to="/account" leftSection={<UserRound size={15} aria-hidden />}>Your account</Menu.Item>
        <Menu.Item leftSection={<LogOut size={15} aria-hidden />} onClick={signOut}>Sign out</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
