import assert from 'node:assert/strict';
import { dashboard } from '../../../src/core/monitoring/dashboard.js';
import { monitor } from '../../../src/core/monitoring/monitor.js';
import { RELEASE_EVENTS_FOLDER } from '../../../src/core/workspace/paths.js';
import { driftingSearches } from '../support/driftingSearches.js';
import { ADA } from '../support/severalReviewers.js';
import { contentsOf, temporaryWorkspace } from '../support/temporaryWorkspace.js';
import { testContext } from '../support/testContext.js';

const NOW = new Date('2026-02-20T12:00:00.000Z');
const CONFIG = {
  monitoring: {
    window: { days: 3, minimumSessions: 40 },
    reference: { minimumSessions: 100, sessions: 120 },
  },
};
const FALLING = [
  { hours: 150, around: 0.8 },
  { hours: 120, around: 0.4 },
];

async function workspace() {
  const root = await temporaryWorkspace({
    'training/kb.jsonl': '{"id":"kb-1","q":"How is 1 done?","a":"So 1."}\n',
    'userData/kb_usage.jsonl': driftingSearches(FALLING, NOW.getTime()),
    '.codelumi/config.json': JSON.stringify(CONFIG),
  });
  const context = { ...testContext(root), clock: { now: () => NOW }, actor: async () => ADA };
  return { root, context };
}

describe('the job that draws what is watched', function () {
  this.timeout(120_000);

  it('comes to the report of a look, raises its alerts once, and marks them', async () => {
    const { context } = await workspace();
    const drawn = await dashboard({}, context);
    const opened = drawn.report.alerts.filter(({ state }) => state === 'open');
    assert.ok(opened.some(({ result }) => result.metric === 'top-score'));
    assert.deepEqual(drawn.report, await monitor({}, context));
    const plots = drawn.groups.flatMap((group) => group.plots);
    const scores = plots.find(({ id }) => id === 'scores-over-time');
    const marks = scores?.marks.map(({ at, label }) => [scores.x.labels[at], label]);
    assert.ok(marks?.some(([day, label]) => day === '2026-02-20' && label === 'alert: top score'));
    const shown = plots.find(({ id }) => id === 'top-scores-own');
    assert.deepEqual(
      shown?.series.map(({ role }) => role),
      ['now', 'reference'],
    );
    const [source] = scores?.sources[0] ?? [];
    assert.equal(source?.file, 'userData/kb_usage.jsonl');
    assert.equal(source?.first, 1);
  });

  it('reads the registry once', async () => {
    const { context } = await workspace();
    const { files } = context;
    let readings = 0;
    const counting = new Proxy(files, {
      get: (target, name: keyof typeof files) => {
        if (name === 'list')
          return (folder: string) => {
            if (folder === RELEASE_EVENTS_FOLDER) readings += 1;
            return target.list(folder);
          };
        const value = target[name];
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    const { report } = await dashboard({}, { ...context, files: counting });
    assert.ok(report.alerts.length > 0);
    assert.equal(readings, 1);
  });

  it('writes nothing and raises nothing where it must not, and says the same of what was seen', async () => {
    const { root, context } = await workspace();
    const before = await contentsOf(root);
    const drawn = await dashboard({ keep: false }, context);
    assert.deepEqual(await contentsOf(root), before);
    assert.deepEqual(drawn.report.alerts, []);
    const { actor: _, ...untrusted } = context;
    assert.deepEqual((await dashboard({}, untrusted)).groups, drawn.groups);
    assert.deepEqual(await contentsOf(root), before);
  });
});
