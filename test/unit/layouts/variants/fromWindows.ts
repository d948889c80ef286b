import { archiveLog, jsonLines, knowledge } from '../archiveLog.js';
import type { Layout } from '../layout.js';

const BOM = '\ufeff';
const [first = '', ...rest] = archiveLog(3);
const settings = { $schema: './config.schema.json', mining: {} };

/** Byte order marks, CRLF, both kinds of line ends in one file, last lines without an end. */
export const fromWindows: Layout = {
  name: 'from Windows',
  files: {
    'userData/lumi_memory.jsonl':
      `${BOM}${first}\r\n${rest.map((line, index) => line + (index % 2 === 0 ? '\n' : '\r\n')).join('')}`.trimEnd(),
    'userData/kb_usage.jsonl': jsonLines(
      [
        {
          ts: Date.now() - 86_400_000,
          query: 'How is device 1 begun?',
          source: 'kbFirst',
          hits: [],
        },
      ],
      '\r\n',
    ),
    'training/kb.jsonl': `${BOM}${jsonLines(knowledge(3), '\r\n')}`.trimEnd(),
    'training/more.json': `${BOM}${JSON.stringify([{ q: 'Where is the log?', a: 'In C:\\ProgramData\\Lumi\\log.' }], null, 2).replaceAll('\n', '\r\n')}\r\n`,
    '.codelumi/config.json': `${BOM}${JSON.stringify(settings, null, 2).replaceAll('\n', '\r\n')}\r\n`,
    '.gitignore': 'node_modules/\r\n',
    '.gitattributes': '* text=auto\r\n',
  },
  expected: {
    records: {
      'userData/lumi_memory.jsonl': 9,
      'userData/kb_usage.jsonl': 1,
      'training/kb.jsonl': 3,
      'training/more.json': 1,
    },
    faults: ['userData/lumi_memory.jsonl', 'training/kb.jsonl', 'training/more.json'].map(
      (file) => `${file}:1 byte-order-mark`,
    ),
    candidates: 3,
    known: 4,
  },
};
