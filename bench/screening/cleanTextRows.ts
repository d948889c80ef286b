import { CANDIDATE_RULES, RECOGNISERS } from '../../src/core/screening/rules.js';
import { scanText } from '../../src/core/screening/scanText.js';
import { configSchema } from '../../src/core/workspace/configSchema.js';
import { labelledRecords } from './labelledRecords.js';
import type { Row } from './row.js';

const POLICY = configSchema.parse({}).screening;
const HOSTILE = RECOGNISERS.filter(({ kind }) => kind === 'hostile' || kind === 'encoding');
/** Whether an answer says anything; that a paragraph is short or code is no fault of a document. */
const SAYING = CANDIDATE_RULES.filter(
  ({ rule }) => rule === 'boilerplate' || rule === 'non-answer',
);

const SETS = [
  ['paragraphs of developers’ documents', 'pii/coding_text_clean.jsonl'],
  ['answers in a forum', 'ir/stackfaq/corpus.jsonl'],
  ['medical answers', 'ir/medquad/corpus.jsonl'],
] as const;

export async function cleanTextRows(data: string): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [name, file] of SETS) {
    const records = await labelledRecords<{ text: string }>(`${data}/${file}`);
    if (records === undefined) continue;
    const texts = records.map(({ text }) => text);
    const clean = { found: 0, of: 0, among: texts.length };
    const hostile = texts.filter((text) => scanText(text, POLICY, HOSTILE).length > 0).length;
    const empty = texts.filter((assistant_output) =>
      SAYING.some((rule) => rule.find({ query: '', assistant_output }, POLICY).length > 0),
    ).length;
    rows.push({ what: `hostile: ${name}`, falseAlarms: hostile, ...clean });
    rows.push({ what: `says nothing: ${name}`, falseAlarms: empty, ...clean });
  }
  return rows;
}
