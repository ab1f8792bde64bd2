import { Button } from '@mantine/core';
import Link2 from 'lucide-react/icons/link-2';
import type { ReactNode } from 'react';
import { AppError } from '../../kernel/app-error.ts';
import { sayDone, sayProblem } from './toast.tsx';

async function copyAddress(): Promise<void> {
  // Browsers lend the clipboard to pages of https and of this machine alone; types don't know it.
  const clipboard = navigator.clipboard as Clipboard | undefined;
  if (clipboard === undefined) throw new AppError('unavailable', 'clipboard-missing', 'The browser lets a page copy only over https. Copy the address of this page from the top of the window.');
  await clipboard.writeText(window.location.href);
}

/** Copies the address of what is shown. Invariant: an address, never a page of its own: whoever opens it signs in and sees what their role may see. */
export function CopyLink(): ReactNode {
  return <Button size="compact-sm" variant="default" leftSection={<Link2 size={14} aria-hidden />} onClick={() => { copyAddress().then(() => { sayDone('The link is copied. Whoever opens it signs in and sees what their role may see.'); }, sayProblem); }}>Copy link</Button>;
}
