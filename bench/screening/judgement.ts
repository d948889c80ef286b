// `npm run bench:judgement [-- CANDIDATES ENTRIES]`: what the rules find that weigh what an answer says,
// and how often they are wrong. Prints tables; nothing here passes or fails.
import { readKnowledgeBase } from '../../src/core/retrieval/knowledgeBase.js';
import { nodeContext } from '../../src/node/nodeContext.js';
import { cleanTextRows } from './cleanTextRows.js';
import { contradictionRows } from './contradictionRows.js';
import { groundingRows } from './groundingRows.js';
import type { Row } from './row.js';
import { sampleRows } from './sampleRows.js';
import { timeScreening } from './timeScreening.js';

/** Labelled texts that are kept outside the repository. */
const DATA = process.env['CODELUMI_DATA'] ?? '../shared/data';

function print(title: string, rows: readonly Row[]): void {
  console.log(`\n${title}`);
  const width = Math.max(...rows.map(({ what }) => what.length));
  for (const { what, found, of, falseAlarms, among } of rows) {
    const hits = of === 0 ? '' : `${found}/${of}`;
    const alarms = among === 0 ? '' : `${falseAlarms}/${among}`;
    console.log(`  ${what.padEnd(width)}  found ${hits.padStart(9)}  false ${alarms.padStart(9)}`);
  }
}

const [candidates = 10_000, entries = 10_000] = process.argv.slice(2).map(Number);
const context = nodeContext('.', new AbortController().signal);
const knowledgeBase = await readKnowledgeBase(context, 'training');

print('Sample workspace, by what was planted', await sampleRows());
print('Answers to one question, in pairs', await contradictionRows(DATA));
print('Claims, right and made up', groundingRows(knowledgeBase.entries));
print('Texts with nothing wrong in them', await cleanTextRows(DATA));
console.log(`\n${candidates} candidates against ${entries} entries`);
for await (const line of timeScreening(knowledgeBase.entries, candidates, entries))
  console.log(line);
