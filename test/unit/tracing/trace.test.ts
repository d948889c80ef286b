import assert from 'node:assert/strict';
import type { JobContext } from '../../../src/core/job.js';
import { extract } from '../../../src/core/mining/extract.js';
import { decide, readReview } from '../../../src/core/review/decide.js';
import { buildSnapshot } from '../../../src/core/snapshots/build.js';
import type { Step } from '../../../src/core/tracing/step.js';
import { trace } from '../../../src/core/tracing/trace.js';
import { sampleWorkspace } from '../support/sampleWorkspace.js';
import { contentsOf, put, text } from '../support/temporaryWorkspace.js';
import { testContext, tickingContext } from '../support/testContext.js';

const ID = 'candidate-20261120-0002';
const CANDIDATES = 'candidates/2026-11-20.jsonl';
const SNAPSHOT = 'training/snapshots/kb_snapshot_20261120_1000.jsonl';
const REVIEWER = { name: 'Ada', email: 'ada@acme.dev' };
const ALL = { factual: true, cited: true, no_pii: true, clear: true };

async function lineWith(root: string, file: string, words: string): Promise<number> {
  const line = (await text(root, file)).split('\n').findIndex((each) => each.includes(words));
  assert.ok(line >= 0, `${words} in ${file}`);
  return line + 1;
}

function kindsOf(steps: readonly Step[]): string[] {
  return steps.map(({ kind, place: { file, line } }) => `${kind} ${file}:${line}`);
}

describe('trace', () => {
  let root: string;
  let context: JobContext;
  let journal: string;
  let candidate: string;
  let decision: string;
  let projection: string;
  let entry: string;

  before(async () => {
    root = await sampleWorkspace();
    context = testContext(root);
    await extract({}, context);
    const { state } = await readReview(context, ID);
    const asked = { candidate: ID, reviewer: REVIEWER, checklist: ALL, on: null };
    const accept = { ...asked, action: 'accept', fingerprint: state.fingerprint } as const;
    await decide(tickingContext(root), accept);
    await buildSnapshot({}, context);
    const files = Object.keys(await contentsOf(root));
    journal = files.find((file) => file.includes('staging_kb/2026-11-20/decisions/')) ?? '';
    candidate = `candidate ${CANDIDATES}:${await lineWith(root, CANDIDATES, ID)}`;
    decision = `decision ${journal}:1`;
    projection = 'projection staging_kb/2026-11-20/accepted.jsonl:1';
    entry = `entry ${SNAPSHOT}:${await lineWith(root, SNAPSHOT, ID)}`;
  });

  async function traced(step: string) {
    const [, file = '', line] = /^\w+ (.+):(\d+)$/u.exec(step) ?? [];
    const { origins, uses } = await trace({ file, line: Number(line) }, context);
    return { origins: kindsOf(origins), uses: kindsOf(uses) };
  }

  it('leads from a line of a log to everything that came of it, and from there back', async () => {
    const proofs = (await traced(candidate)).origins;
    assert.ok(proofs.length >= 2 && proofs.every((proof) => proof.startsWith('source userData/')));
    for (const proof of proofs) assert.ok((await traced(proof)).uses.includes(candidate), proof);
    assert.deepEqual((await traced(candidate)).uses, [decision, projection, entry]);
    assert.deepEqual(await traced(decision), { origins: [candidate], uses: [projection, entry] });
    const both = [decision, candidate];
    assert.deepEqual(await traced(projection), { origins: both, uses: [entry] });
    assert.deepEqual(await traced(entry), { origins: both, uses: [] });
  });

  it('leads from an entry of a snapshot to its line in the knowledge base, and back', async () => {
    const lines = (await text(root, SNAPSHOT)).trimEnd().split('\n');
    const at = lines.findIndex((line) => 'file' in JSON.parse(line).origin);
    const { origin } = JSON.parse(lines[at] ?? '');
    const source = `source ${origin.file}:${origin.line}`;
    assert.deepEqual((await traced(`entry ${SNAPSHOT}:${at + 1}`)).origins, [source]);
    assert.ok((await traced(source)).uses.includes(`entry ${SNAPSHOT}:${at + 1}`));
  });

  it('finds nothing for lines that hold nothing, and does not stop at damage', async () => {
    assert.equal((await trace({ file: CANDIDATES, line: 99_999 }, context)).kind, undefined);
    assert.equal(
      (await trace({ file: 'candidates/none.jsonl', line: 1 }, context)).kind,
      undefined,
    );
    const nothing = { kind: 'source', origins: [], uses: [] };
    assert.deepEqual(await trace({ file: 'README.md', line: 1 }, context), nothing);
    await put(root, SNAPSHOT, `{"id":\n{"id":"x"}\n${await text(root, SNAPSHOT)}`);
    assert.equal((await trace({ file: SNAPSHOT, line: 1 }, context)).kind, undefined);
    assert.equal((await traced(candidate)).uses.length, 3);
  });
});
