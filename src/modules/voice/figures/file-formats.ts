import { z } from 'zod';

/** How rows are written as a file: as comma-separated values, or as Parquet. */
export const FILE_FORMATS = ['csv', 'parquet'] as const;
export const FileFormats = z.enum(FILE_FORMATS).default('csv');
