import type { KbEntry } from './kbModel.js';

const questionKeys = ['q', 'question', 'input', 'title'];
const answerKeys = ['a', 'answer', 'output', 'text'];

/** Question and answer of every KB entry, whatever its variant, as the trainer reads them. */
export function trainingPairs(entries: readonly KbEntry[]): Buffer {
  const lines = entries.map((entry) =>
    JSON.stringify({ input: first(entry, questionKeys), output: first(entry, answerKeys) }),
  );
  return Buffer.from(`${lines.join('\n')}\n`);
}

function first(entry: KbEntry, keys: readonly string[]): string {
  const value = keys.map((key) => entry[key]).find((candidate) => typeof candidate === 'string');
  if (typeof value !== 'string') throw new Error(`no text in ${JSON.stringify(entry)}`);
  return value;
}
