import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { genesis } from '../../../src/core/workspace/journal.js';

const CORPUS = 'test/fixtures/broken';

/** Files as real workspaces had them, broken in one way each. */
export const CORPUS_FILES: readonly Buffer[] = readdirSync(CORPUS)
  .sort()
  .map((name) => readFileSync(join(CORPUS, name)));

/** What is written into the place of a value of JSON. */
const VALUES: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  Number.MAX_SAFE_INTEGER,
  '',
  'x',
  '2026-99-99',
  '../../../etc/passwd',
  '__proto__',
  'constructor',
  '\u0000',
  '\u202e\u001b[31m',
  '\ud800',
  'a'.repeat(10_000),
  [],
  [[]],
  {},
  { a: {} },
  [null],
  { length: -1 },
  '@deep@',
];

/** Deeper than any recursion goes; written as text, for even writing it as JSON recurses. */
const DEEP = `${'['.repeat(30_000)}${']'.repeat(30_000)}`;

function written(value: unknown): string {
  return JSON.stringify(value).replace('"@deep@"', DEEP);
}

/** How a file is damaged; numbers between 0 and 1 are places in it. */
export type Damage =
  | {
      readonly kind:
        | 'cut'
        | 'dropLine'
        | 'twice'
        | 'swap'
        | 'bom'
        | 'utf16'
        | 'empty'
        | 'crlf'
        | 'nest';
      readonly at: number;
    }
  | { readonly kind: 'flip'; readonly at: number; readonly by: number }
  | { readonly kind: 'insert'; readonly at: number; readonly bytes: Uint8Array }
  | {
      readonly kind: 'corpus';
      readonly at: number;
      readonly which: number;
      readonly whole: boolean;
    }
  | {
      readonly kind: 'value';
      readonly at: number;
      readonly where: number;
      readonly value: number;
      readonly chained: boolean;
    }
  | {
      readonly kind: 'key';
      readonly at: number;
      readonly where: number;
      readonly chained: boolean;
    };

/** Anywhere alike: fast-check would rather take the ends. */
export const place: fc.Arbitrary<number> = fc.noBias(fc.nat(99_999)).map((part) => part / 100_000);

export const damages: fc.Arbitrary<Damage> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'cut',
        'dropLine',
        'twice',
        'swap',
        'bom',
        'utf16',
        'empty',
        'crlf',
        'nest',
      ),
      at: place,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('flip'),
      at: place,
      by: fc.integer({ min: 1, max: 255 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('insert'),
      at: place,
      bytes: fc.uint8Array({ minLength: 1, maxLength: 20 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('corpus'),
      at: place,
      which: fc.nat(),
      whole: fc.boolean(),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('value'),
      at: place,
      where: place,
      value: fc.nat(VALUES.length - 1),
      chained: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('key'),
      at: place,
      where: place,
      chained: fc.boolean(),
    }),
  },
) as fc.Arbitrary<Damage>;

const LF = Buffer.from('\n');

/** The bytes of a file after it was damaged. @param path of which a journal's chain begins */
export function damaged(path: string, content: Buffer, damage: Damage): Buffer {
  const at = Math.floor(damage.at * content.length);
  switch (damage.kind) {
    case 'cut':
      return content.subarray(0, at);
    case 'flip': {
      const flipped = Buffer.from(content);
      if (flipped.length > 0) flipped[at] = (flipped[at] ?? 0) ^ damage.by;
      return flipped;
    }
    case 'insert':
      return Buffer.concat([content.subarray(0, at), damage.bytes, content.subarray(at)]);
    case 'empty':
      return Buffer.alloc(0);
    case 'bom':
      return Buffer.concat([Buffer.from('\ufeff'), content]);
    case 'utf16':
      return Buffer.from(`\ufeff${content.toString('utf8')}`, 'utf16le');
    case 'crlf':
      return Buffer.from(content.toString('utf8').replaceAll('\n', '\r\n'));
    case 'nest':
      return Buffer.from(`${'['.repeat(60_000)}${']'.repeat(60_000)}\n`);
    case 'corpus': {
      const piece = CORPUS_FILES[damage.which % CORPUS_FILES.length] ?? LF;
      if (damage.whole) return piece;
      return onLines(content, damage.at, (lines, line) => lines.toSpliced(line, 0, piece));
    }
    case 'dropLine':
      return onLines(content, damage.at, (lines, line) => lines.toSpliced(line, 1));
    case 'twice':
      return onLines(content, damage.at, (lines, line) =>
        lines.toSpliced(line, 0, lines[line] ?? LF),
      );
    case 'swap':
      return onLines(content, damage.at, (lines, line) => [
        ...lines.slice(line),
        ...lines.slice(0, line),
      ]);
    default:
      return inJson(path, content, damage);
  }
}

function onLines(
  content: Buffer,
  at: number,
  edit: (lines: Buffer[], line: number) => Buffer[],
): Buffer {
  const lines = linesIn(content);
  const changed = edit(lines, Math.floor(at * lines.length));
  return Buffer.concat(changed.flatMap((line) => [line, LF]));
}

/** Without their ends; a last one that nothing ends counts too. */
export function linesIn(content: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  let from = 0;
  for (let end = content.indexOf(10); end >= 0; end = content.indexOf(10, from)) {
    lines.push(content.subarray(from, end));
    from = end + 1;
  }
  if (from < content.length) lines.push(content.subarray(from));
  return lines;
}

type JsonDamage = Extract<Damage, { kind: 'value' | 'key' }>;

/** Changes one value, or takes or adds a key, in a document or in one of its lines. */
function inJson(path: string, content: Buffer, damage: JsonDamage): Buffer {
  const text = content.toString('utf8');
  const whole = parsed(text);
  if (whole !== undefined) return Buffer.from(`${written(changedValue(whole, damage))}\n`);
  const lines = text.split('\n');
  const at = Math.floor(damage.at * lines.length);
  const value = parsed(lines[at] ?? '');
  if (value === undefined) return content.subarray(0, Math.floor(damage.at * content.length));
  lines[at] = written(changedValue(value, damage));
  return Buffer.from(damage.chained ? rechained(path, lines) : lines.join('\n'));
}

function parsed(text: string): object | undefined {
  if (text.includes('[[[[[[[[')) return undefined; // Too deep to be written again.
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function changedValue(value: object, damage: JsonDamage): unknown {
  const spots = spotsIn(value);
  const spot = spots[Math.floor(damage.where * spots.length)];
  if (spot === undefined) return VALUES[0];
  const { holder, key } = spot;
  if (damage.kind === 'value') holder[key] = VALUES[damage.value];
  else if (damage.at < 0.5) delete holder[key];
  else
    Object.defineProperty(holder, '__proto__', {
      value: { x: 1 },
      enumerable: true,
      configurable: true,
    });
  return value;
}

interface Spot {
  readonly holder: Record<string, unknown>;
  readonly key: string;
}

/** Every place of a value, breadth first. */
function spotsIn(value: object): Spot[] {
  const spots: Spot[] = [];
  const open: object[] = [value];
  for (const each of open) {
    const holder = each as Record<string, unknown>;
    for (const [key, inner] of Object.entries(holder)) {
      spots.push({ holder, key });
      if (typeof inner === 'object' && inner !== null) open.push(inner);
    }
  }
  return spots;
}

/** A journal whose chain is whole again, as somebody would write it who knows how it is made. */
export function rechained(path: string, lines: readonly string[]): string {
  let prev = genesis(path);
  return lines
    .map((line) => {
      const entry = parsed(line);
      if (entry === undefined || !('hash' in entry) || !('prev' in entry)) return line;
      const { hash: _hash, ...rest } = entry as Record<string, unknown>;
      const body = JSON.stringify({ ...rest, prev }).slice(0, -1);
      prev = createHash('sha256').update(body).digest('hex');
      return `${body},"hash":"${prev}"}`;
    })
    .join('\n');
}
