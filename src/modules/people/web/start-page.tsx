import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { PageHead } from '../../../web/primitives/page-head.tsx';
import { useMay } from '../../../web/session.ts';
import { ConnectNow } from './connect-now.tsx';
import { LoadDemo } from './load-demo.tsx';
import css from './start-page.module.css';

/** The three ways to bring interactions in, right after the first run and whenever nothing has arrived. */
export function StartPage(): ReactNode {
  const may = useMay();
  return (
    <>
      <PageHead title="Bring in what your customers said" lead="Three ways. Each takes a few minutes, and you can use all of them." />
      <div className={css['ways']}>
        {may('manage-keys') && <section className={css['way']} aria-label="Connect"><h2>Connect</h2><p>Send interactions as they happen, from your shop, site, chat or help desk. Start with one line in a terminal.</p><ConnectNow /></section>}
        {may('import-files') && <section className={css['way']} aria-label="Import"><h2>Import</h2><p>Drop an export that you already have: orders, reviews, tickets, calls, mails or chats, as CSV, JSON lines, Parquet or mail files. You see the first rows as they would become before anything is kept.</p><Button component={Link} to="/connect/imports" variant="default">Import a file</Button></section>}
        {may('run-demo') && <section className={css['way']} aria-label="Demo"><h2>Look around first</h2><p>Load a fictional company with three years of customers on every channel. It stays alive: new interactions keep arriving. It never sends anything to anybody.</p><LoadDemo /></section>}
      </div>
    </>
  );
}
