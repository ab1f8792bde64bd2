/** Only addresses of this page itself; a link from elsewhere must not lead away after sign-in. */
export function safePath(to: string | undefined): string {
  return to !== undefined && /^\/(?![/\\])/.test(to) && !to.startsWith('/sign-in') ? to : '/';
}
