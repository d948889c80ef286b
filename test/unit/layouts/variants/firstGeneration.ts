import { archiveLog, knowledge } from '../archiveLog.js';
import type { Layout } from '../layout.js';

const PLAIN = ['Session started', 'User: how do I begin?', 'Lumi: just ask me something'];

/** `lumi` for the assistant, `ts` for the time, plain text from before there was JSON, entries without ids. */
export const firstGeneration: Layout = {
  name: 'first generation',
  files: {
    'userData/lumi_memory.jsonl': `${[...PLAIN, ...archiveLog(3, { time: 'ts', answerRole: 'lumi', feedback: 'thumbs_up' })].join('\n')}\n`,
    'training/lumi_knowledge.json': JSON.stringify(
      knowledge(4).map(({ q, a }) => ({
        q,
        a,
        source: 'docs',
        file: 'C:\\Users\\dev\\lumi\\docs.md',
        confidence: 0.9,
        learned: '2024-05-01',
        embedding: Object.fromEntries(Array.from({ length: 200 }, (_, n) => [`token${n}`, 0.1])),
      })),
    ),
  },
  expected: {
    records: { 'userData/lumi_memory.jsonl': 12, 'training/lumi_knowledge.json': 4 },
    faults: [1, 2, 3].map((line) => `userData/lumi_memory.jsonl:${line} plain-text`),
    candidates: 3,
    known: 4,
  },
};
