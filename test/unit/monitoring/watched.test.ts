import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { appendFile, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freezeReference } from '../../../src/core/monitoring/references/freezeReference.js';
import { readReferences } from '../../../src/core/monitoring/references/readReferences.js';
import type { Watched } from '../../../src/core/monitoring/samples.js';
import { readWatched } from '../../../src/core/monitoring/store/readWatched.js';
import { updateStore } from '../../../src/core/monitoring/store/updateStore.js';
import { approveRollout } from '../../../src/core/rollout/holdRollout.js';
import { rollBack } from '../../../src/core/rollout/rollBack.js';
import { startRollout } from '../../../src/core/rollout/startRollout.js';
import { buildSnapshot } from '../../../src/core/snapshots/build.js';
import { withWorkspaceLock } from '../../../src/core/workspace/lock.js';
import { REFERENCES_FOLDER } from '../../../src/core/workspace/paths.js';
import { lead } from '../rollout/leadRollout.js';
import { ADA } from '../support/severalReviewers.js';
import { contentsOf, put, temporaryWorkspace } from '../support/temporaryWorkspace.js';
import { testContext, tickingContext } from '../support/testContext.js';
import {
  configOf,
  exposed,
  HOUR,
  jsonl,
  NOW,
  search,
  USES,
  unit,
  watchedContext,
} from './watchedWorkspace.js';

const KNOWLEDGE = jsonl([
  { id: 'kb-1', q: 'How is the cache cleared?', a: 'Press the button that clears the cache.' },
  { id: 'kb-2', q: 'Where are the logs?', a: 'In the folder of the build, under logs.' },
]);
type Fields = Readonly<Record<string, unknown>>;

/** Small enough for tests to be read. */
const CONFIG = configOf({
  monitoring: {
    reference: { minimumSessions: 30, sessions: 40 },
    window: { sessions: 50, minimumSessions: 20 },
  },
});

/** One session an hour and person, `count` of them in each of some hours, oldest first. */
function hoursOf(
  { from, to, count = 10 }: { from: number; to: number; count?: number },
  line: (ago: number, fields: Fields) => object,
): object[] {
  const lines: object[] = [];
  for (let hour = from; hour > to; hour -= 1)
    for (let person = 0; person < count; person += 1) {
      const fields = { unit: unit(hour * 100 + person), scores: [hour / 1_000, 0] };
      lines.push(line(hour * HOUR - person * 1_000, fields));
    }
  return lines;
}

async function look(root: string, at = new Date(NOW).toISOString(), warnings: string[] = []) {
  const warn = (message: string) => warnings.push(message);
  const context = { ...testContext(root, at), warn };
  const store = await updateStore(context, CONFIG);
  const watched = await readWatched(context, CONFIG, { rollups: store });
  return freezeReference(context, CONFIG, watched, { rollups: store });
}

const inDeployment = (id: string) => (ago: number, fields: Fields) =>
  exposed(ago, id, { ...fields });

function shown({ deployment, reranker, reference, gathered, windows }: Watched) {
  const sessions = windows.map((window) => window.sessions);
  return { deployment, reranker, gathered, reference: reference?.sample.sessions, sessions };
}

describe('what is watched', () => {
  it('is what the assistant has of its own, where nothing was deployed', async () => {
    const root = await temporaryWorkspace();
    const [nothing] = await look(root);
    assert.deepEqual(nothing && shown(nothing), {
      ...{ deployment: 'own', reranker: null, gathered: 0, reference: undefined, sessions: [0, 0] },
    });
    assert.equal(nothing?.latest, undefined);
    await put(root, USES, jsonl([search(40 * HOUR, { scores: [1] }), search(5, { scores: [1] })]));
    const [some] = await look(root);
    assert.deepEqual(some && shown(some), {
      ...{ deployment: 'own', reranker: 'assistant', gathered: 2, sessions: [2, 0] },
      reference: undefined,
    });
    assert.equal(some?.latest, new Date(NOW - 5).toISOString());
  });

  it('says the same without what was read before, and keeps nothing then', async () => {
    const root = await temporaryWorkspace({ [USES]: jsonl([search(HOUR, { scores: [1] })]) });
    const before = await contentsOf(root);
    const asked = await readWatched(watchedContext(root), CONFIG);
    assert.deepEqual(await contentsOf(root), before);
    assert.deepEqual(asked, await look(root));
  });

  it('has two windows of the newest sessions, one behind the other', async () => {
    const own = Array.from({ length: 12 * 24 }, (_, i) =>
      search((12 * 24 - i) * HOUR, { scores: [i] }),
    );
    const root = await temporaryWorkspace({ [USES]: jsonl(own) });
    const [watched] = await readWatched(watchedContext(root), CONFIG);
    const [present, before] = watched?.windows ?? [];
    assert.deepEqual([present?.sessions, before?.sessions], [50, 50]);
    assert.deepEqual(present?.span, {
      from: '2026-11-18T08:00:00.000Z',
      to: '2026-11-20T10:00:00.000Z',
    });
    assert.equal(before?.span.to, present?.span.from);
    assert.ok(Math.max(...(before?.top ?? [])) < Math.min(...(present?.top ?? [])));
    const { window } = configOf().monitoring;
    const wide = { ...CONFIG, monitoring: { ...CONFIG.monitoring, window } };
    const [all] = await readWatched(watchedContext(root), wide);
    assert.deepEqual(
      all?.windows.map(({ sessions, span }) => [sessions, span.from]),
      [
        [7 * 24, '2026-11-13T10:00:00.000Z'],
        [5 * 24, '2026-11-06T10:00:00.000Z'],
      ],
    );
  });
});

describe('references', () => {
  const named = inDeployment('dep-9');

  it('are the first sessions, frozen once, and in no window', async () => {
    const root = await temporaryWorkspace({
      [USES]: jsonl(hoursOf({ from: 30, to: 22 }, (ago, fields) => search(ago, fields))),
    });
    // Lines that name no deployment name nobody: all of an hour is one session.
    const [few] = await look(root);
    assert.deepEqual([few?.gathered, few?.reference], [8, undefined]);

    const busy = Array.from({ length: 60 }, (_, i) =>
      search((100 - i) * HOUR, { scores: [i, 0.5] }),
    );
    await put(root, USES, jsonl(busy));
    const [watched] = await look(root);
    const { reference } = watched ?? {};
    assert.equal(reference?.file, `${REFERENCES_FOLDER}/own.assistant.json`);
    assert.deepEqual(reference?.sample.span, {
      from: '2026-11-16T06:00:00.000Z',
      to: '2026-11-17T22:00:00.000Z',
    });
    assert.deepEqual(
      reference?.sample.top,
      Array.from({ length: 40 }, (_, i) => i),
    );
    assert.deepEqual(watched && shown(watched).sessions, [20, 0]);
    const bytes = await readFile(join(root, reference?.file ?? ''));
    assert.equal(reference?.sha256, createHash('sha256').update(bytes).digest('hex'));

    await appendFile(join(root, USES), jsonl([search(HOUR, { scores: [9] })]));
    const [later] = await look(root);
    assert.deepEqual(later?.reference, reference);
    assert.deepEqual(await readFile(join(root, reference?.file ?? '')), bytes);
    assert.deepEqual(later && shown(later).sessions, [21, 0]);
  });

  it('wait until conversations are over and users had time to say what they think', async () => {
    const uses = jsonl(hoursOf({ from: 3, to: 0 }, (ago, fields) => search(ago, fields)));
    const root = await temporaryWorkspace({ [USES]: uses });
    const config = configOf({
      monitoring: { reference: { minimumSessions: 2, sessions: 3 } },
      mining: { conversationGapMinutes: 1 },
    });
    const lookAt = async (hours: number) => {
      const context = testContext(root, new Date(NOW + hours * HOUR).toISOString());
      const store = await updateStore(context, config);
      const known = { rollups: store };
      return freezeReference(context, config, await readWatched(context, config, known), known);
    };
    const [early] = await lookAt(0);
    assert.deepEqual([early?.gathered, early?.reference], [3, undefined]);
    const [late] = await lookAt(3);
    assert.equal(late?.reference?.sample.sessions, 3);
  });

  it('that were changed are refused and told, and not made anew', async () => {
    const busy = Array.from({ length: 60 }, (_, i) => search((100 - i) * HOUR, { scores: [i] }));
    const root = await temporaryWorkspace({ [USES]: jsonl(busy) });
    const [{ reference } = {}] = await look(root);
    const file = join(root, reference?.file ?? '');
    const text = await readFile(file, 'utf8');
    const changes = [text.replace('"zero_hits":0', '"zero_hits":1'), '<<<<<<< HEAD\n', ''];
    for (const changed of changes) {
      assert.notEqual(changed, text);
      await writeFile(file, changed);
      const warnings: string[] = [];
      const [watched] = await look(root, undefined, warnings);
      assert.equal(watched?.reference, undefined);
      assert.match(warnings.join(), /own\.assistant\.json is not/u);
      assert.equal(await readFile(file, 'utf8'), changed);
    }
    // Nor does one count under another's name.
    await put(root, `${REFERENCES_FOLDER}/own.bm25f.json`, text);
    await writeFile(file, text);
    const { references, problems } = await readReferences(testContext(root));
    assert.deepEqual(
      [references.size, problems.map(({ place }) => place.file)],
      [1, [`${REFERENCES_FOLDER}/own.bm25f.json`]],
    );
  });

  it('are not frozen while somebody else changes the workspace', async () => {
    const busy = Array.from({ length: 60 }, (_, i) => search((100 - i) * HOUR, { scores: [i] }));
    const root = await temporaryWorkspace({ [USES]: jsonl(busy) });
    const [watched] = await withWorkspaceLock(testContext(root), 'test', () => look(root));
    assert.equal(watched?.reference, undefined);
    assert.equal((await look(root))[0]?.reference?.sample.sessions, 40);
  });

  it('of a deployment begin when it reached production, and outlive a rollback', async () => {
    const root = await temporaryWorkspace({
      'training/kb.jsonl': KNOWLEDGE,
      '.codelumi/config.json': '{"policy":{"unsigned":"prod"}}',
    });
    const at = (ago: number) => new Date(NOW - ago * HOUR).toISOString();
    const before = Array.from({ length: 60 }, (_, i) => search((400 - i) * HOUR, { scores: [i] }));
    await put(root, USES, jsonl(before));
    assert.equal((await look(root, at(300)))[0]?.reference?.sample.sessions, 40);

    const releasing = (ago: number) => tickingContext(root, at(ago));
    await buildSnapshot({}, releasing(200));
    const { deployment } = await startRollout({ by: ADA }, releasing(200));
    await lead(releasing(199), ['VALIDATED', 'SHADOW', 'CANARY']);
    const serve = inDeployment(deployment.id);
    await appendFile(
      join(root, USES),
      jsonl(
        hoursOf({ from: 198, to: 190 }, (ago, fields) =>
          serve(ago, { ...fields, variant: 'candidate' }),
        ),
      ),
    );
    const canary = await look(root, at(190));
    assert.deepEqual(
      canary.map((each) => [each.deployment, each.gathered, each.reference?.sample.sessions]),
      [
        ['own', 40, 40],
        [deployment.id, 0, undefined],
      ],
    );
    assert.deepEqual(canary[1] && shown(canary[1]).sessions, [50, 30]);

    await approveRollout({ by: ADA }, releasing(189.7));
    await lead(releasing(189.6), ['BETA']);
    await approveRollout({ by: ADA }, releasing(189.5));
    await lead(releasing(189.4), ['PROD']);
    await appendFile(join(root, USES), jsonl(hoursOf({ from: 189, to: 180 }, serve)));
    const prod = await look(root, at(170));
    assert.deepEqual(prod.map(shown), [
      {
        ...{ deployment: deployment.id, reranker: null, gathered: 40, reference: 40 },
        // The candidate's sessions before count for neither.
        sessions: [50, 0],
      },
    ]);
    assert.equal(prod[0]?.reference?.sample.span.from, at(189));
    assert.equal(prod[0]?.reference?.file, `${REFERENCES_FOLDER}/${deployment.id}.bm25f.json`);

    await rollBack({ by: ADA, reason: 'users complained' }, releasing(160));
    await appendFile(join(root, USES), jsonl([search(159 * HOUR, { scores: [1] })]));
    // The twenty that came after its own reference are still the window before.
    const back = await look(root, at(150));
    assert.deepEqual(back.map(shown), [
      { deployment: 'own', reranker: 'assistant', gathered: 40, reference: 40, sessions: [1, 20] },
    ]);
    assert.equal((await readdir(join(root, REFERENCES_FOLDER))).length, 2);
  });

  it('are of what answered, where the registry does not know it', async () => {
    const uses = jsonl(hoursOf({ from: 30, to: 22 }, named));
    const root = await temporaryWorkspace({ [USES]: uses });
    const watched = await look(root);
    assert.deepEqual(watched.map(shown), [
      { deployment: 'own', reranker: null, gathered: 0, reference: undefined, sessions: [0, 0] },
      {
        ...{ deployment: 'dep-9', reranker: 'unknown', gathered: 0, reference: undefined },
        sessions: [50, 30],
      },
    ]);
  });

  it('of few sessions wait for a week, whose days differ', async () => {
    const few = Array.from({ length: 35 }, (_, i) => search((100 - i) * HOUR, { scores: [i] }));
    const root = await temporaryWorkspace({ [USES]: jsonl(few) });
    const [early] = await look(root);
    assert.deepEqual([early?.gathered, early?.reference], [35, undefined]);
    const [late] = await look(root, new Date(NOW + (171 - 100) * HOUR).toISOString());
    assert.equal(late?.reference?.sample.sessions, 35);
  });

  it('are of one kind of scores each', async () => {
    const root = await temporaryWorkspace({
      'training/kb.jsonl': KNOWLEDGE,
      [USES]: jsonl([
        ...Array.from({ length: 40 }, (_, i) =>
          search((100 - i) * HOUR, { query: 'How is the cache cleared?' }),
        ),
        ...Array.from({ length: 40 }, (_, i) => search((60 - i) * HOUR, { scores: [1, 0.5] })),
      ]),
    });
    const watched = await look(root);
    assert.deepEqual(
      watched.map((each) => [each.reranker, each.reference?.sample.sessions]),
      [
        ['assistant', 40],
        [null, 40],
      ].reverse(),
    );
    const [replayed] = watched;
    assert.equal(new Set(replayed?.reference?.sample.top).size, 1);
    assert.ok((replayed?.reference?.sample.top[0] ?? 0) > 1);
  });
});
