import type { ExportFormat } from './format.js';
import { parquetBytes } from './parquetBytes.js';

/** One table, exactly the texts. */
export const parquet: ExportFormat = {
  id: 'parquet',
  extension: '.parquet',
  open: async ({ context }) => {
    const createdBy = `codelumi ${context.toolVersion}`;
    return (split) => [
      {
        path: `${split}.parquet`,
        write: (rows, tally) => parquetBytes(rows, tally, createdBy),
      },
    ];
  },
};
