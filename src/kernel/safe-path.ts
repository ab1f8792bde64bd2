/** Only addresses of this page itself; a link from elsewhere must not lead away after sign-in. Control characters are refused: browsers leave tabs and line ends out, and `/⇥/host` would be another host. */
export function safePath(to: string | undefined): string {
  return to !== undefined && /^\/(?![/\\])[^\p{Cc}]*$/u.test(to) && !to.startsWith('/sign-in') ? to : '/';
}
