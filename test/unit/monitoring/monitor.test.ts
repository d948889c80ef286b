import assert from 'node:assert/strict';
import { simulateAssistant } from '../../../scripts/assistant/simulatedAssistant.js';
import { readAuditLog } from '../../../src/core/audit/journal/auditLog.js';
import type { JobContext } from '../../../src/core/job.js';
import { explainMetric } from '../../../src/core/monitoring/explainMetric.js';
import type { MetricId } from '../../../src/core/monitoring/metric.js';
import type { MonitorReport } from '../../../src/core/monitoring/monitorReport.js';
import { approveRollout } from '../../../src/core/rollout/holdRollout.js';
import { rollBack } from '../../../src/core/rollout/rollBack.js';
import { startRollout } from '../../../src/core/rollout/startRollout.js';
import { recordedJobs } from '../../../src/core/runs/recordedJobs.js';
import { buildSnapshot } from '../../../src/core/snapshots/build.js';
import { verify } from '../../../src/core/verification/verify.js';
import { ALERTS_FOLDER, REFERENCES_FOLDER } from '../../../src/core/workspace/paths.js';
import { lead } from '../rollout/leadRollout.js';
import { sampleWorkspace } from '../support/sampleWorkspace.js';
import { ADA } from '../support/severalReviewers.js';
import { contentsOf, text } from '../support/temporaryWorkspace.js';
import { testContext } from '../support/testContext.js';

const HOUR = 3_600_000;
const START = Date.parse('2026-11-20T10:00:00.000Z');
const SLOW_MS = 300_000;
const QUERIES = ['undo a commit', 'list open ports', 'run one test', 'revert a merge'];

const CONFIG = {
  policy: { unsigned: 'prod' },
  monitoring: {
    window: { minimumSessions: 60 },
    reference: { minimumSessions: 100, sessions: 200 },
  },
};

/** A workspace whose time is moved by hand, with a deployment in production that answers people. */
class Workspace {
  readonly root: string;
  readonly context: JobContext;
  #now = START;
  #seed = 0;

  private constructor(root: string) {
    this.root = root;
    const clock = { now: () => new Date(this.#now) };
    this.context = { ...testContext(root), clock, actor: async () => ADA };
  }

  static async make(): Promise<Workspace> {
    const workspace = new Workspace(await sampleWorkspace());
    const { context } = workspace;
    await context.files.replace('.codelumi/config.json', JSON.stringify(CONFIG));
    await buildSnapshot({}, context);
    await startRollout({ by: ADA }, context);
    await lead(context, ['VALIDATED', 'SHADOW', 'CANARY']);
    await approveRollout({ by: ADA }, context);
    await lead(context, ['BETA']);
    await approveRollout({ by: ADA }, context);
    await lead(context, ['PROD']);
    return workspace;
  }

  wait(hours: number): void {
    this.#now += hours * HOUR;
  }

  /** People ask for some days, each somebody else. */
  async lives(days: number, complaints: number, queries = QUERIES): Promise<void> {
    const from = this.#now;
    this.wait(24 * days);
    this.#seed += 1;
    const asked = { seed: this.#seed, people: 5_000, questions: 40 * days };
    const complains = () => complaints;
    const when = { from, to: this.#now };
    await simulateAssistant({ workspace: this.root, ...asked, ...when, queries, complains });
  }

  look(): Promise<MonitorReport> {
    return recordedJobs.monitor({}, this.context);
  }

  get inUntrusted(): JobContext {
    return { ...this.context, actor: undefined };
  }
}

function stateOf({ metrics }: MonitorReport, metric: MetricId, deployment?: string | null) {
  return metrics.find(
    (each) => each.metric === metric && (deployment ?? each.deployment) === each.deployment,
  );
}

describe('watching a deployment', () => {
  it('freezes what is normal, raises an alert where that ends, and clears it once it is rolled back', async () => {
    const workspace = await Workspace.make();
    const { context, root } = workspace;
    const dep = (await recordedJobs.monitor({ keep: false }, context)).metrics.find(
      ({ metric, deployment }) => metric === 'negative-feedback' && deployment !== 'own',
    )?.deployment;
    assert.match(dep ?? '', /^dep-/u);
    await workspace.lives(6, 0.05);
    const first = await workspace.look();
    const [reference] = await context.files.list(REFERENCES_FOLDER);
    assert.ok(reference?.name.startsWith(dep ?? ''), JSON.stringify(first.metrics));
    await workspace.lives(8, 0.05);
    const calm = await workspace.look();
    assert.deepEqual(
      calm.alerts.map(({ result }) => result.words),
      [],
    );
    assert.equal(stateOf(calm, 'negative-feedback', dep)?.state, 'ok');
    await workspace.lives(7, 0.5);
    const before = await contentsOf(root);
    const seen = await recordedJobs.monitor({}, workspace.inUntrusted);
    assert.equal(seen.state, 'alert');
    assert.deepEqual(seen.alerts, []);
    assert.deepEqual(await contentsOf(root), before);

    const bad = await workspace.look();
    assert.equal(bad.state, 'alert', bad.words);
    const alert = bad.alerts.find(({ result }) => result.metric === 'negative-feedback');
    assert.deepEqual([alert?.state, alert?.level], ['open', 'alert']);
    assert.match(alert?.result.reference?.sha256 ?? '', /^[0-9a-f]{64}$/u);
    const [explained] = await explainMetric({ about: alert?.id ?? '' }, context);
    assert.ok((explained?.sources.length ?? 0) > 0);
    for (const { file, first: line } of explained?.sources ?? [])
      assert.match((await text(root, file)).split('\n')[line - 1] ?? '', /"query"/u);

    for (const { id, state } of bad.alerts)
      if (state === 'open')
        await recordedJobs.acknowledgeAlert({ by: ADA, alert: id, why: 'a planned test' }, context);
    const journals = await journalsOf(context);
    workspace.wait(1);
    const known = await workspace.look();
    assert.notEqual(known.state, 'alert');
    assert.notEqual(known.state, 'warn');
    assert.deepEqual(await journalsOf(context), journals);
    assert.deepEqual((await verify({}, context)).faults, []);

    await rollBack({ by: ADA, reason: 'users complain' }, context);
    const back = await workspace.look();
    const over = back.alerts.find(({ id }) => id === alert?.id);
    assert.deepEqual([over?.state, over?.why], ['cleared', `${dep} no longer answers anybody.`]);
    const told = (await readAuditLog(context)).map(({ entry }) => entry.action);
    const looks = told.filter((action) => action === 'monitor').length;
    // Those that froze, raised and cleared something, and one of the day that only looked.
    assert.ok(looks >= 3 && looks <= 5, String(looks));
    assert.ok(told.includes('acknowledge-alert'));
  }).timeout(SLOW_MS);
});

async function journalsOf({ files }: JobContext): Promise<string[]> {
  const found: string[] = [];
  for (const { name } of await files.list(ALERTS_FOLDER))
    found.push(Buffer.from(await files.read(`${ALERTS_FOLDER}/${name}`)).toString());
  return found;
}
