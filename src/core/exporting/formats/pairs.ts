import { provenanceOf, wellFormed } from '../exportRow.js';
import type { ExportFormat } from './format.js';
import { readLesserAnswers } from './readLesserAnswers.js';

/**
 * Preferences as TRL takes them: `prompt`, `chosen` (what was accepted) and `rejected` (what a reviewer rejected, changed or
 * replaced for the same question). https://huggingface.co/docs/trl/dataset_formats#preference
 */
export const pairs: ExportFormat = {
  id: 'pairs',
  open: async ({ context, config }) => {
    const { lesser, withheld } = await readLesserAnswers(context, config);
    if (withheld > 0)
      context.warn?.(
        `${withheld} answers that lost are not used, as they hold something private, hostile or erased.`,
      );
    return (split) => [
      {
        path: `${split}.jsonl`,
        async *write(rows, tally) {
          for await (const row of rows)
            for (const { answer, kind, candidate, decision } of lesser.to(row)) {
              tally.rows += 1;
              const line = {
                prompt: row.question,
                chosen: row.answer,
                rejected: wellFormed(answer),
                rejected_kind: kind,
                chosen_from: provenanceOf(row),
                rejected_from: { candidate, decision },
              };
              yield `${JSON.stringify(line)}\n`;
            }
        },
      },
    ];
  },
};
