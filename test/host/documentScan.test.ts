import * as assert from 'node:assert/strict';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { DocumentType } from '../../src/core/screening/documents/documentKind.js';
import type { LocatedFinding } from '../../src/core/screening/documents/findingsInDocument.js';
import { readStretch } from '../../src/core/screening/documents/readStretch.js';
import type { DocumentLines } from '../../src/core/screening/documents/stretches.js';
import { configSchema } from '../../src/core/workspace/configSchema.js';
import {
  DocumentScan,
  type KnownFindings,
  type LineSpan,
} from '../../src/host/diagnostics/documentScan.js';

const { screening: policy } = configSchema.parse({});
// Built from parts, so that nobody takes the test itself for a leak.
const MAIL = ['lena.arnold', 'holzweg-laden.de'].join('@');
const TYPE: DocumentType = { kind: 'training', format: 'lines' };
const SENTENCE =
  'Restart the dev server with npm run dev after you changed the settings of the proxy. ';
const LINES = 2_000;
/** Two thirds down, where somebody has scrolled to. */
const SCREEN: LineSpan = { first: 1_400, last: 1_450 };

/** Some 3 MB of entries, no two alike, with an address in every hundredth. */
function entries(): string[] {
  return Array.from({ length: LINES }, (_, index) =>
    JSON.stringify({
      q: `How is proxy ${index} restarted?${index % 100 === 0 ? ` ${MAIL}` : ''}`,
      a: `${SENTENCE.repeat(18)}${index}`,
    }),
  );
}

class Watched implements DocumentLines {
  readonly asked: number[] = [];
  readonly #lines: readonly string[];

  constructor(lines: readonly string[]) {
    this.#lines = lines;
  }

  get lineCount(): number {
    return this.#lines.length;
  }

  line(index: number): string {
    this.asked.push(index);
    return this.#lines[index] ?? '';
  }
}

interface Seen {
  readonly found: LocatedFinding[] | undefined;
  readonly onScreen: LocatedFinding[];
  /** What had been asked for and read when the screen was told of. */
  readonly askedBefore: number;
  readonly knownBefore: number;
}

async function scan(
  lines: DocumentLines & { readonly asked?: readonly number[] },
  known: KnownFindings,
  type = TYPE,
  isCancelled = () => false,
): Promise<Seen> {
  let told: Omit<Seen, 'found'> | undefined;
  const found = await new DocumentScan(
    {
      lines,
      type,
      policy,
      visible: () => [SCREEN],
      isCancelled,
      readElsewhere: async (texts) => texts.map((text) => readStretch(text, type.kind, policy)),
      onVisible: (onScreen) => {
        told = { onScreen, askedBefore: lines.asked?.length ?? 0, knownBefore: known.size };
      },
    },
    known,
  ).run();
  assert.ok(told !== undefined);
  return { found, ...told };
}

describe('reading a file of some megabytes in the editor', () => {
  it('tells what is on the screen before it looks at anything else, then of all', async () => {
    const lines = new Watched(entries());
    const visible = SCREEN.last - SCREEN.first + 1;
    const { found, onScreen, askedBefore, knownBefore } = await scan(lines, new Map());
    assert.deepEqual(
      onScreen.map(({ start }) => start.line),
      [1_400],
    );
    assert.equal(askedBefore, visible);
    assert.equal(knownBefore, visible);
    assert.equal(found?.length, LINES / 100);
  });

  it('never holds the extension host for long', async () => {
    const delay = monitorEventLoopDelay({ resolution: 5 });
    const lines = new Watched(entries());
    delay.enable();
    await scan(lines, new Map());
    delay.disable();
    // A turn takes 12 ms and the entry it ends in; the rest is for a busy machine.
    assert.ok(delay.percentile(99) < 100e6, `${delay.percentile(99) / 1e6} ms`);
  });

  it('screens one line again after a keystroke, and forgets what it was', async () => {
    const lines = entries();
    const known: KnownFindings = new Map();
    await scan(new Watched(lines), known);
    const before = new Map(known);
    lines[7] = JSON.stringify({ q: `typed ${MAIL}`, a: 'so' });
    const { found } = await scan(new Watched(lines), known);
    assert.equal(found?.length, LINES / 100 + 1);
    assert.equal(known.size, before.size);
    assert.equal([...known].filter(([text, each]) => before.get(text) !== each).length, 1);
  });

  it('stops when it is cancelled, and keeps what it has read', async () => {
    const known: KnownFindings = new Map();
    let asked = 0;
    const { found } = await scan(new Watched(entries()), known, TYPE, () => {
      asked += 1;
      return asked > 60;
    });
    assert.equal(found, undefined);
    assert.ok(known.size >= 51 && known.size < LINES, `${known.size}`);
  });

  it('finds the same in the elements of a JSON document, and in records that a worker reads', async () => {
    const document = new Watched(['[', ...entries().map((each) => `${each},`), '{}', ']']);
    const { found } = await scan(document, new Map(), { kind: 'training', format: 'document' });
    assert.equal(found?.filter(({ finding }) => finding.rule === 'email-address').length, 20);
    const long = JSON.stringify({ q: MAIL, a: SENTENCE.repeat(1_000) });
    const seen = await scan(new Watched([...entries().slice(0, 10), long]), new Map());
    assert.deepEqual(
      seen.found?.map(({ start }) => start.line),
      [0, 10],
    );
  });
});
