/**
 * For readings of tables whose rows of several readers (or passes over the history) lie in partitions of their own: the latest revision is taken within one of them, never among them.
 * Without it a row of the reader that reads the history again would hide the same row of the one that is shown.
 */
export const PARTITIONS_APART = { do_not_merge_across_partitions_select_final: 1 } as const;
