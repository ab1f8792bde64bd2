import { may, type Viewer } from '../../kernel/access.ts';

/** Whether a viewer reads personal data masked. */
export function isMasked(viewer: Viewer | null): boolean {
  return viewer === null || !may(viewer, 'see-personal-data');
}
