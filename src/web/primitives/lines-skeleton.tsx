import { Skeleton } from '@mantine/core';

const WIDTHS = ['62%', '88%', '74%', '92%', '56%', '81%'];

/** Holds the place of text that is on its way. */
export function LinesSkeleton({ lines = 4, height = 14 }: { readonly lines?: number; readonly height?: number }) {
  return (
    <div role="status" aria-label="Loading">
      {Array.from({ length: lines }, (_, i) => <Skeleton key={i} height={height} mb={12} width={WIDTHS[i % WIDTHS.length]} />)}
    </div>
  );
}
