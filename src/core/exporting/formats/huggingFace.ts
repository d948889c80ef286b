import type { ExportFile, ExportFormat } from './format.js';
import { parquetBytes } from './parquetBytes.js';

/** The Hub asks for shards below some 500 MB. */
const ROWS_OF_SHARD = 250_000;

/** The layout of a data set on the Hugging Face Hub: a card, and Parquet in `data/`. */
export const huggingFace: ExportFormat = {
  id: 'hf',
  open: async ({ context }) => {
    const createdBy = `codelumi ${context.toolVersion}`;
    return (split, rows) => {
      const shards = Math.max(1, Math.ceil(rows / ROWS_OF_SHARD));
      const five = (number: number) => String(number).padStart(5, '0');
      return Array.from(
        { length: shards },
        (_, shard): ExportFile => ({
          path: `data/${split}-${five(shard)}-of-${five(shards)}.parquet`,
          range: { from: shard * ROWS_OF_SHARD, to: (shard + 1) * ROWS_OF_SHARD },
          write: (wanted, tally) => parquetBytes(wanted, tally, createdBy),
        }),
      );
    };
  },
};
