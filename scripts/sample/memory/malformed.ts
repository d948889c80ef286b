import type { Conversation, RawLine } from './draft.js';

const mojibake = (text: string): string =>
  text
    .replaceAll('’', 'â€™')
    .replaceAll('“', 'â€œ')
    .replaceAll('”', 'â€\u009d')
    .replaceAll('→', 'â†’');

const legacyTop = [
  '[2026-10-12 09:14] user: how do i list all branches',
  '[2026-10-12 09:14] lumi: git branch -a lists local and remote branches.',
  '[2026-10-12 09:31] user: and delete the merged ones?',
  '[2026-10-12 09:31] lumi: git branch --merged main | grep -v main | xargs git branch -d',
  '[2026-10-13 14:02] user: npm start says port in use',
  '[2026-10-13 14:02] lumi: Another process listens there. Stop it or set PORT.',
  '[2026-10-14 10:47] user: thanks',
  'Memory migrated from version 1.9 on 2026-10-16.',
];

export function legacyLines(): RawLine[] {
  return legacyTop.map((text, index) => ({
    bytes: Buffer.from(text),
    end: index === 2 ? '\r\n' : '\n',
    plant: {
      kind: 'malformed:plain-text',
      value: text,
      expect: 'kept and counted as a legacy line, no record',
    },
  }));
}

function line(variant: string, bytes: Buffer | string, expect: string, end = '\n'): RawLine {
  return { bytes: Buffer.from(bytes), end, plant: { kind: `malformed:${variant}`, expect } };
}

/** Damage of all kinds, each to be put before some conversation. */
export function damage(): RawLine[] {
  const reported = 'reported with its position, reading goes on with the next line';
  const latin = Buffer.concat([
    Buffer.from('{"role":"user","text":"Wie hei'),
    Buffer.from([0xdf]),
    Buffer.from('t die Datei f'),
    Buffer.from([0xfc]),
    Buffer.from('r Einstellungen?"}'),
  ]);
  const broken = Buffer.concat([
    Buffer.from('{"role":"assistant","text":"The byte order is wrong here: '),
    Buffer.from([0xff, 0xfe, 0xc3, 0x28]),
    Buffer.from(' and the rest is fine."}'),
  ]);
  const decoded = 'record is read, bad bytes become U+FFFD, the line is reported';
  return [
    line(
      'torn-middle',
      '{"role":"assistant","text":"To see which branches are merg',
      'the torn part is reported, the good record on the same line is read',
      '',
    ),
    { ...line('invalid-utf8', latin, decoded), role: 'user' },
    { ...line('invalid-utf8', broken, decoded), role: 'assistant' },
    line('not-an-object', 'null', reported),
    line('not-an-object', '42', reported),
    line('not-an-object', '["user","how do I list branches"]', reported),
    line('blank', '', 'ignored silently'),
    line('blank', '   ', 'ignored silently'),
    line(
      'no-role',
      '{"text":"entry without a role","t":1794153600000}',
      'schema error, reported, not mined',
    ),
    line(
      'text-not-a-string',
      '{"role":"user","text":{"parts":["a","b"]},"t":1794153660000}',
      'schema error, reported, not mined',
    ),
    line(
      'trailing-comma',
      '{"role":"user","text":"how do I list tags?","t":1794153720000,}',
      reported,
    ),
    line(
      'plain-text',
      'user: what is the difference between fetch and pull',
      'kept and counted as a legacy line, no record',
    ),
    line(
      'plain-text',
      '--- restarted after crash ---',
      'kept and counted as a legacy line, no record',
    ),
  ];
}

export const tornLast = {
  bytes: Buffer.from('{"id":"mem-99999","role":"assistant","text":"You can see the log of the la'),
  end: '',
  plant: {
    kind: 'malformed:torn-last',
    expect: 'not parsed and not lost: read again when the writer has finished the line',
  },
};

/** The build log that somebody pasted whole; repetitive, so that it compresses. */
export function oversizeConversation(): Conversation {
  const step = '[build] compiling src/components/widget.tsx ... ok (cache hit, 0 warnings)\n';
  const log = `My build takes 25 minutes, here is the log. What is wrong?\n${step.repeat(26_500)}[build] done`;
  const plant = {
    kind: 'malformed:oversize',
    expect: 'about 2 MB on one line: read without blocking, text cut for display and screening',
  };
  return {
    theme: 'ci',
    drafts: [
      { role: 'user', text: log, after: 0, plants: [plant] },
      {
        role: 'assistant',
        text: 'The same file is compiled again and again, 26,500 times. A watcher probably triggers itself: its output folder lies inside the folder that it watches.',
        after: 19,
      },
    ],
  };
}

/** A conversation that went through the wrong code page once; its answer is liked. */
export function garble(conversation: Conversation): Conversation {
  const plant = {
    kind: 'malformed:mojibake',
    expect: 'repaired before comparing and shown repaired; the raw line stays the provenance',
  };
  const drafts = conversation.drafts.map((draft) => ({
    ...draft,
    text: mojibake(draft.text),
    ...(draft.meta ? { meta: JSON.parse(mojibake(JSON.stringify(draft.meta))) as object } : {}),
    ...(/[’“→]/.test(draft.text) ? { plants: [...(draft.plants ?? []), plant] } : {}),
  }));
  return { ...conversation, drafts, style: 'mojibake' };
}

/** Roles that are yet to come, and a text cut in the middle of an emoji. */
export function oddEntries(): Conversation {
  const cut = `The cut came in the middle of a symbol: ${'\u{1F4A1}'.charAt(0)}`;
  return {
    theme: 'codelumi',
    drafts: [
      { role: 'user', text: 'Show me an idea symbol', after: 0 },
      {
        role: 'assistant',
        text: cut,
        after: 5,
        plants: [{ kind: 'lone-surrogate', expect: 'read without an exception; shown as U+FFFD' }],
      },
      {
        role: 'tool',
        text: 'searchFiles("idea") → 3 results',
        after: 1,
        plants: [
          { kind: 'unknown-role', value: 'tool', expect: 'read and counted, otherwise ignored' },
        ],
      },
      {
        role: 'plan',
        text: '1. look for the symbol 2. insert it',
        after: 2,
        plants: [
          { kind: 'unknown-role', value: 'plan', expect: 'read and counted, otherwise ignored' },
        ],
      },
    ],
  };
}
