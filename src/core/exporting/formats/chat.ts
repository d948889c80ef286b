import { provenanceOf } from '../exportRow.js';
import type { PlannedRow } from '../plan.js';
import type { ExportFile, ExportFormat } from './format.js';

/**
 * Examples for fine-tuning, one a question: `train.jsonl` holds `messages` and nothing else, as OpenAI takes them;
 * `train.trl.jsonl` the same as TRL's conversational prompt and completion; line for line, `train.provenance.jsonl` says where
 * each comes from.
 * https://platform.openai.com/docs/guides/supervised-fine-tuning, https://huggingface.co/docs/trl/dataset_formats
 */
export const chat: ExportFormat = {
  id: 'chat',
  open: async () => (split) => [
    file(`${split}.jsonl`, (question, { answer }) => ({
      messages: [user(question), assistant(answer)],
    })),
    file(`${split}.trl.jsonl`, (question, { answer }) => ({
      prompt: [user(question)],
      completion: [assistant(answer)],
    })),
    file(`${split}.provenance.jsonl`, (_question, row) => ({
      ...provenanceOf(row),
      ...(row.group !== null && { group: row.group }),
    })),
  ],
};

function file(path: string, lineOf: (question: string, row: PlannedRow) => object): ExportFile {
  return {
    path,
    async *write(rows, tally) {
      for await (const row of rows)
        for (const question of [row.question, ...row.variants]) {
          tally.rows += 1;
          yield `${JSON.stringify(lineOf(question, row))}\n`;
        }
    },
  };
}

function user(content: string) {
  return { role: 'user', content };
}

function assistant(content: string) {
  return { role: 'assistant', content };
}
