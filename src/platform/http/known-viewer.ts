import type { Viewer } from '../../kernel/access.ts';
import { AppError } from '../../kernel/app-error.ts';

/** Whoever asks, behind a gate that lets nobody unknown through. Errors: `unauthenticated`. */
export function knownViewer(viewer: Viewer | null): Viewer {
  if (viewer === null) throw new AppError('unauthenticated', 'not-signed-in', 'Sign in first.');
  return viewer;
}
