import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { JobContext } from '../../../src/core/job.js';
import type { Reviewer } from '../../../src/core/records/decision.js';
import { loadQueue } from '../../../src/core/review/queue.js';
import { recordedJobs } from '../../../src/core/runs/recordedJobs.js';
import { parsePublicKey } from '../../../src/core/signing/publicKey.js';
import { addSigner, initSigners } from '../../../src/core/signing/signersCommands.js';
import { MachineSigner } from '../../../src/node/signing/machineSigner.js';
import { MemoryLog } from './memoryLog.js';
import { ADA, asWriter, BOB, decideOn, type Person } from './signedWorkspace.js';
import { makeKey } from './sshKeys.js';
import { put, temporaryWorkspace } from './temporaryWorkspace.js';
import { tickingContext } from './testContext.js';

const run = promisify(execFile);

const TOPICS = [
  ['deploy the billing service', 'Run make deploy in services/billing once the checks are green.'],
  [
    'roll back a broken release',
    'Use the rollback job of the pipeline and name the release before.',
  ],
  [
    'rotate the signing certificate',
    'Open a ticket for the platform team and attach the old request.',
  ],
  ['reset the staging database', 'Call scripts/reset-staging.sh, which restores the nightly dump.'],
  ['find the logs of a failed build', 'They are in the artefacts tab of the build, under logs.'],
  ['add a feature flag', 'Put its name in flags.yaml and ask a second person to review it.'],
  ['raise the memory of a worker', 'Change the limit in workers.toml and restart the worker pool.'],
  ['mute a noisy alert', 'Silence it in the alert manager for at most four hours.'],
] as const;

/** Whose clone did something. */
export const WRITERS = { ada: 'adas', bob: 'bobs' } as const;
export const DAYS = ['2026-11-20', '2026-12-01'] as const;

export interface AuditedWorkspace {
  readonly root: string;
  readonly ada: Person;
  readonly bob: Person;
  readonly snapshots: readonly string[];
}

/**
 * A workspace in which two people with a key each have mined, decided on two days, and built two snapshots; committed
 * to Git. All but the last checkpoint is seen by the other's.
 */
export async function auditedWorkspace(): Promise<AuditedWorkspace> {
  const log = new MemoryLog();
  talk(log, TOPICS.slice(0, 5));
  const root = await temporaryWorkspace({ 'userData/lumi_memory.jsonl': log.toString() });
  const [adas, bobs] = await Promise.all([makeKey(), makeKey()]);
  const early = tickingContext(root, `${DAYS[0]}T10:00:00.000Z`);
  const late = tickingContext(root, `${DAYS[1]}T10:00:00.000Z`);
  const at = (context: JobContext, reviewer: Reviewer, file: string) => ({
    ...context,
    signer: new MachineSigner(root, file),
    actor: async () => reviewer,
  });
  const ada = { reviewer: ADA, key: adas, context: at(early, ADA, adas.file) };
  const bob = { reviewer: BOB, key: bobs, context: at(early, BOB, bobs.file) };

  await asWriter(root, WRITERS.ada);
  await initSigners(ada.context, ADA.email);
  const key = parsePublicKey(bobs.publicKey);
  if (key === undefined) throw new Error('ssh-keygen made no key.');
  await addSigner(ada.context, ADA.email, { principal: BOB.email, key });
  await recordedJobs.extract({}, ada.context);
  const first = await idsOf(ada.context);
  await decideOn(ada, first[0] ?? '', 'accept');
  await decideOn(ada, first[1] ?? '', 'reject', { reason: 'too short to help' });
  await decideOn(ada, first[2] ?? '', 'accept');
  await asWriter(root, WRITERS.bob);
  await decideOn(bob, first[3] ?? '', 'flag', { reason: 'ask the platform team' });
  await decideOn(bob, first[4] ?? '', 'edit', {
    after: {
      query: 'Where are the logs of a failed build?',
      assistant_output: 'They are in the artefacts tab of the build, below logs.',
    },
  });
  await decideOn(bob, first[4] ?? '', 'accept');
  const one = await recordedJobs.buildSnapshot({}, bob.context);

  const adaLater = { ...ada, context: at(late, ADA, adas.file) };
  const bobLater = { ...bob, context: at(late, BOB, bobs.file) };
  talk(log, TOPICS.slice(5));
  await put(root, 'userData/lumi_memory.jsonl', log.toString());
  await asWriter(root, WRITERS.ada);
  await recordedJobs.extract({}, adaLater.context);
  const second = (await idsOf(ada.context)).filter((id) => !first.includes(id));
  await decideOn(adaLater, second[0] ?? '', 'accept');
  await decideOn(adaLater, second[1] ?? '', 'flag', { reason: 'who may do that?' });
  await recordedJobs.allowValue(
    { value: 'ops@acme.dev', reason: 'a public address', author: 'Ada' },
    adaLater.context,
  );
  await asWriter(root, WRITERS.bob);
  await decideOn(bobLater, second[2] ?? '', 'accept');
  const two = await recordedJobs.buildSnapshot({}, bobLater.context);
  await asWriter(root, WRITERS.ada);
  await recordedJobs.saveView({ name: 'Flagged by us', query: 'status:flagged' }, adaLater.context);
  await asWriter(root, WRITERS.bob);
  await recordedJobs.saveView({ name: 'Ours', query: 'status:accepted' }, bobLater.context);
  await commit(root);
  return { root, ada: adaLater, bob: bobLater, snapshots: [one.file, two.file] };
}

function talk(log: MemoryLog, topics: readonly (readonly [string, string])[]): void {
  for (const [what, answer] of topics)
    log.user(`How do I ${what}?`).assistant(answer).button('up').pause(120);
}

async function idsOf(context: JobContext): Promise<string[]> {
  const { candidates } = await loadQueue({}, context);
  return candidates.map(({ id }) => id).sort();
}

async function commit(root: string): Promise<void> {
  const identity = ['-c', 'user.name=Ada', '-c', 'user.email=ada@acme.dev'];
  const git = (...args: string[]) =>
    run('git', [...identity, '-c', 'core.autocrlf=false', '-c', 'commit.gpgsign=false', ...args], {
      cwd: root,
    });
  await git('init', '-q');
  await git('add', '-A');
  await git('commit', '-q', '-m', 'Review');
}
