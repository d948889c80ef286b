import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extract } from '../../src/core/mining/extract.js';
import type { Candidate, Finding } from '../../src/core/records/candidate.js';
import { queryKey } from '../../src/core/retrieval/queryText.js';
import { nodeContext } from '../../src/node/nodeContext.js';
import type { Row } from './row.js';

/** Which kinds of finding are right for what was planted; what has several labels is named under each. */
const EXPECTED: readonly { readonly kind: Finding['kind']; readonly labels: readonly string[] }[] =
  [
    { kind: 'uninformative', labels: ['short'] },
    { kind: 'ungrounded', labels: [] },
    { kind: 'contradiction', labels: ['contradiction'] },
    { kind: 'hostile', labels: ['hostile', 'poisoning'] },
    { kind: 'poisoning', labels: ['poisoning'] },
    { kind: 'leak', labels: ['holdout-leak'] },
    { kind: 'encoding', labels: ['mojibake'] },
  ];

interface Planted {
  readonly positives: readonly { label: string; question: string; cancelledBy?: string }[];
}

export async function sampleRows(): Promise<Row[]> {
  const candidates = await sampleCandidates();
  const { positives }: Planted = JSON.parse(
    await readFile('test/fixtures/sample/planted.json', 'utf8'),
  );
  return EXPECTED.map(({ kind, labels }): Row => {
    const planted = new Set(
      positives
        .filter(({ label, cancelledBy }) => labels.includes(label) && cancelledBy === undefined)
        .map(({ question }) => queryKey(question)),
    );
    const flagged = candidates.filter(({ findings }) =>
      findings.some((each) => each.kind === kind),
    );
    const right = flagged.filter(({ query }) => planted.has(queryKey(query)));
    return {
      what: kind,
      found: right.length,
      of: planted.size,
      falseAlarms: flagged.length - right.length,
      among: candidates.length - planted.size,
    };
  });
}

async function sampleCandidates(): Promise<Candidate[]> {
  const root = await mkdtemp(join(tmpdir(), 'codelumi-bench-'));
  try {
    for (const folder of ['training', 'userData', 'models'])
      await cp(folder, join(root, folder), { recursive: true });
    const { file } = await extract({}, nodeContext(root, new AbortController().signal));
    const lines = (await readFile(join(root, file), 'utf8')).trim().split('\n');
    return lines.map((line) => JSON.parse(line));
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}
