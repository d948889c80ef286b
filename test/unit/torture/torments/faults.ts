import fc from 'fast-check';
import { readDecisions } from '../../../../src/core/review/decisionJournals.js';
import { filesReader } from '../../../../src/core/review/reviewReader.js';
import { signOwn, unsignedOwn } from '../../../../src/core/review/signatures/signOwn.js';
import { recordedJobs } from '../../../../src/core/runs/recordedJobs.js';
import { ADA } from '../../support/severalReviewers.js';
import { Lost, torment } from '../torment.js';
import { FAULTS, type Fault, FaultyFiles, Killed } from '../world/faultyFiles.js';
import { ACTS, runJob } from '../world/jobs.js';
import { requireKept } from '../world/keeps.js';
import { Lives } from '../world/lives.js';
import { type RichWorkspace, richWorkspace } from '../world/richWorkspace.js';
import { requireTyped } from './damagedFiles.js';

interface FaultInAct extends Fault {
  readonly act: string;
}

const DAY_MS = 24 * 3_600_000;

/**
 * Something people or timers do meets a fault of the system or the end of its process. Afterwards the same is done once
 * more, by another process on a sound system.
 */
export const faults = torment<FaultInAct>({
  name: 'a fault of the system, or a kill, in an act; then once more',
  cost: 100,
  cases: fc.record({
    act: fc.constantFrom(...Object.keys(ACTS)),
    kind: fc.constantFrom(...FAULTS),
    at: fc.noBias(fc.oneof(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 250 }))),
  }),
  prepare: async () => {
    const workspace = await richWorkspace();
    return (given) => faultIn(given, workspace);
  },
});

async function faultIn({ act, ...fault }: FaultInAct, workspace: RichWorkspace): Promise<number> {
  const lives = new Lives(workspace.files, workspace.signer);
  const faulty = new FaultyFiles(lives.files, fault, () => lives.pass(-2 * DAY_MS));
  const said = `${act}, ${fault.kind} at ${fault.at}`;
  const context = lives.begin(faulty.files);
  const promised = await promisesOf(act, () => runJob(act, context, workspace), said);
  let held = requireKept(workspace.files, lives.files.contents(), act);
  held += await requirePromised(promised, lives, said);
  // A lock of a process that is dead is taken over; what is half done is ended or begun anew.
  const between = lives.files.contents();
  await promisesOf(act, () => runJob(act, lives.begin(), workspace), `${said}, once more`);
  held += requireKept(between, lives.files.contents(), act);
  await requireSound(lives, said);
  return held;
}

/** Hashes of decisions that the act said are made. */
async function promisesOf(
  act: string,
  work: () => Promise<unknown>,
  said: string,
): Promise<readonly string[]> {
  try {
    const result = await work();
    return act === 'flagMany' || ['accept', 'reject', 'edit'].includes(act) ? hashesIn(result) : [];
  } catch (error) {
    if (!(error instanceof Killed)) requireTyped(error, said);
    return [];
  }
}

function hashesIn(result: unknown): string[] {
  const { state, decided } = result as {
    state?: { lastHash: string };
    decided?: readonly { on: string }[];
  };
  return [...(state === undefined ? [] : [state.lastHash]), ...(decided ?? []).map(({ on }) => on)];
}

async function requirePromised(
  promised: readonly string[],
  lives: Lives,
  said: string,
): Promise<number> {
  if (promised.length === 0) return 0;
  const context = lives.begin();
  const kept = new Set<string>();
  for (const { name } of await lives.files.list('staging_kb')) {
    if (!/^\d{4}/u.test(name)) continue;
    const { decisions } = await readDecisions(context, name);
    for (const { decision } of decisions) kept.add(decision.hash);
  }
  const lost = promised.filter((hash) => !kept.has(hash));
  if (lost.length > 0)
    throw new Lost(lost.length, `${said}: decisions that were promised are gone`);
  return promised.length;
}

/** After mending, verification finds nothing that it did not find before. */
async function requireSound(lives: Lives, said: string): Promise<void> {
  // What was decided before the end came is signed now, as verification asks for.
  const context = lives.begin();
  const reader = filesReader(context);
  const { decisions } = await unsignedOwn(context, { reviewer: ADA }, reader);
  const only = decisions.map(({ hash }) => hash);
  await signOwn(context, { reviewer: ADA, only }, reader);
  const { faults: found } = await recordedJobs.verify({ mend: true, base: false }, lives.begin());
  if (found.length === 0) return;
  const words = found.map(
    ({ check, place, message }) => `${check} ${place.file}:${place.line}: ${message}`,
  );
  throw new Error(`Not sound after ${said}`, { cause: new Error(words.slice(0, 3).join('\n')) });
}
