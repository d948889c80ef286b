import { archiveLog, jsonLines, knowledge } from '../archiveLog.js';
import type { Layout } from '../layout.js';

const LINES = archiveLog(3);
const [one = '', two = '', ...others] = LINES;
const latin1 = Buffer.from('{"role":"user","text":"caf\u00e9"}\n', 'latin1');
const [first, ...rest] = knowledge(4);

/** What crashes, editors and wrong character sets leave behind. A knowledge base in UTF-16 is told of, not forgotten. */
export const damagedFiles: Layout = {
  name: 'damaged files',
  files: {
    'userData/lumi_memory.jsonl': Buffer.concat([
      Buffer.from(`${one}${two}\n${others.join('\n')}\n`),
      Buffer.from('{"role":"user","text":"it\u00e2\u20ac\u2122s odd"}\n'),
      latin1,
      Buffer.from('[1,2]\n'),
      Buffer.from('{"role":"user","text":"torn of'),
    ]),
    'training/kb.jsonl': `${jsonLines(rest)}{"id":"kb-9","q":"Torn?","a":"bro`,
    'training/notepad.jsonl': Buffer.from(
      `\ufeff${jsonLines(first === undefined ? [] : [first])}`,
      'utf16le',
    ),
    'training/empty.json': '',
  },
  expected: {
    records: {
      'userData/lumi_memory.jsonl': 11,
      'training/kb.jsonl': 3,
      'training/notepad.jsonl': 0,
      'training/empty.json': 0,
    },
    faults: [
      'userData/lumi_memory.jsonl:1 concatenated-records',
      'userData/lumi_memory.jsonl:9 mojibake',
      'userData/lumi_memory.jsonl:10 invalid-utf8',
      'userData/lumi_memory.jsonl:11 not-an-object',
      'userData/lumi_memory.jsonl:12 torn-record',
      'training/kb.jsonl:4 torn-record',
      'training/notepad.jsonl:1 utf16-file',
    ],
    candidates: 3,
    known: 3,
    lost: ['training/kb.jsonl:4', 'training/notepad.jsonl:1'],
  },
};
