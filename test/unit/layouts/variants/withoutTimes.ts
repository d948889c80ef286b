import { archiveLog, knowledge } from '../archiveLog.js';
import type { Layout } from '../layout.js';

const [one, two, three, four] = knowledge(4);

/** No entry says when it was written; roles that nobody knows; every shape an entry of the knowledge base ever had. */
export const withoutTimes: Layout = {
  name: 'without times',
  files: {
    'userData/lumi_memory.jsonl': `${[
      JSON.stringify({ role: 'lumi-analysis', text: 'thinking about it' }),
      JSON.stringify({
        role: 'kb_used',
        text: 'KB_ANSWER: x',
        meta: { hits: [{ title: 'no id' }] },
      }),
      JSON.stringify({ role: 'telemetry', text: 'of a generation to come', extra: [1] }),
      ...archiveLog(3, { time: undefined, feedback: 'positive', tellsPair: true }),
    ].join('\n')}\n`,
    'training/qa.json': JSON.stringify({ qa: [one] }),
    'training/entries.json': JSON.stringify({ version: 2, entries: [two, three] }, null, 2),
    'training/pairs.jsonl': `${JSON.stringify({ input: 'How is the lamp lit?', output: 'With the switch &#96;L1&#96; beside the door.' })}\n`,
    'training/titles.jsonl': `${JSON.stringify({ id: 't1', title: 'Where the keys hang', text: 'On the board of [REDACTED_NAME] in [PROJECT_ROOT].' })}${JSON.stringify({ question: 'Who has the keys?', answer: 'Whoever opens the building in the morning.' })}\n`,
    'training/single.json': JSON.stringify({ ...four, id: 17 }),
  },
  expected: {
    records: {
      'userData/lumi_memory.jsonl': 12,
      'training/qa.json': 1,
      'training/entries.json': 2,
      'training/pairs.jsonl': 1,
      'training/titles.jsonl': 2,
      'training/single.json': 1,
    },
    faults: ['training/titles.jsonl:1 concatenated-records'],
    candidates: 3,
    known: 7,
  },
};
