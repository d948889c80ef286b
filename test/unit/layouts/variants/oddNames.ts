import { archiveLog, jsonLines, knowledge } from '../archiveLog.js';
import type { Layout } from '../layout.js';

const [one, two, three, four] = knowledge(4);
const LONG = `training/${'long'.repeat(45)}.jsonl`;
const SPACED = 'Gespräche und mehr/größte/лог 1.jsonl';

/** Names that are not ASCII, hold spaces, brackets or a line feed, or are as long as a system takes. */
export const oddNames: Layout = {
  name: 'odd names',
  files: {
    [SPACED]: `${archiveLog(3).join('\n')}\n`,
    'training/[old] KB #1 & more.jsonl': jsonLines([one ?? {}]),
    'training/wissen – Übersicht.json': JSON.stringify([two]),
    'training/new\nline.jsonl': jsonLines([three ?? {}]),
    [LONG]: jsonLines([four ?? {}]),
    '.codelumi/config.json': JSON.stringify({ sources: { memory: SPACED } }),
  },
  expected: {
    records: {
      [SPACED]: 9,
      'training/[old] KB #1 & more.jsonl': 1,
      'training/wissen – Übersicht.json': 1,
      'training/new\nline.jsonl': 1,
      [LONG]: 1,
    },
    candidates: 3,
    known: 4,
  },
};
