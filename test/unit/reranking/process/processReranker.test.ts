import * as assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { CodelumiError, type ErrorReason, JobCancelled } from '../../../../src/core/errors.js';
import type { JobContext } from '../../../../src/core/job.js';
import { loadReranker } from '../../../../src/core/reranking/loadReranker.js';
import { openProcessReranker } from '../../../../src/core/reranking/process/processReranker.js';
import { answerAlone } from '../../../../src/core/reranking/reranker.js';
import { systemPrograms } from '../../../../src/node/programs/systemPrograms.js';
import { WorkspaceFiles } from '../../../../src/node/workspaceFiles.js';
import { sampleWorkspace } from '../../support/sampleWorkspace.js';
import { put, temporaryWorkspace } from '../../support/temporaryWorkspace.js';
import { testContext } from '../../support/testContext.js';

const PASSAGES = ['Open settings.', 'Run `git reset --soft HEAD~1`.', ''].map(answerAlone);

function trusted(root: string): JobContext {
  return { ...testContext(root), programs: systemPrograms(root, resolve('dist')) };
}

async function refuses(work: Promise<unknown>, reason: ErrorReason, said: RegExp): Promise<void> {
  await assert.rejects(work, (error) => {
    assert.ok(error instanceof CodelumiError, String(error));
    assert.equal(error.reason, reason);
    assert.match(error.message, said);
    return true;
  });
}

describe("the assistant's own scorer", function () {
  this.timeout(120_000);

  function open(root: string, command: readonly string[], timeoutSeconds = 30) {
    return openProcessReranker(trusted(root), { command: [...command], timeoutSeconds });
  }

  const script = (body: string) => [process.execPath, '-e', body] as const;

  it('gives the scores that our own scorer gives, and those are the model’s', async () => {
    const root = await sampleWorkspace();
    const command = [process.execPath, resolve('dist/codelumi.cjs'), 'score'];
    const reranker = await open(root, command);
    const query = 'How to reset CodeLumi settings?';
    const model = await loadReranker(new WorkspaceFiles(root));
    assert.ok(model);
    assert.deepEqual(await reranker.score(query, PASSAGES), await model.score(query, PASSAGES));
    assert.deepEqual(await reranker.score(query, []), []);
  });

  it('is asked by the protocol of the assistant', async () => {
    const root = await temporaryWorkspace();
    const reranker = await open(
      root,
      script(`
        const { query, candidates, ...more } = JSON.parse(require('fs').readFileSync(0, 'utf8'));
        const right = query === 'q' && candidates.join() === 'a,b' && Object.keys(more).length === 0;
        console.log(JSON.stringify({ scores: right ? [1, -2.5e-3] : [] }));`),
    );
    const passages = [
      { id: 'kb-1', questions: ['x'], answer: 'a' },
      { questions: [], answer: 'b' },
    ];
    assert.deepEqual(await reranker.score('q', passages), [1, -0.0025]);
  });

  it('answers what is no answer with what was wrong', async () => {
    const root = await temporaryWorkspace();
    const cases: [body: string, said: RegExp][] = [
      [`console.log('{"scores":[1,2]}')`, /gave 2 scores for 3 candidates/u],
      [`console.log('{"scores":[1,null,NaN]}')`, /answered what is no JSON/u],
      [`console.log('{"scores":[1,null,3]}')`, /no \{"scores":\[…\]\} of numbers/u],
      [`console.log('{"scores":[1e999,1,1]}')`, /no \{"scores":\[…\]\} of numbers/u],
      [`console.log('[1,2,3]')`, /no \{"scores":\[…\]\} of numbers/u],
      [`console.log('')`, /answered what is no JSON: ""/u],
      [
        `console.log('{"error":"model_not_found\\\\u001b[2J"}')`,
        /said: model_not_found⟨U\+001B⟩\[2J/u,
      ],
      [`console.log('{"error":"x"}');process.exit(1)`, /said: x/u],
      [
        `console.error('Traceback: no sklearn');process.exit(1)`,
        /code 1: "Traceback: no sklearn"/u,
      ],
      [`process.kill(process.pid,'SIGKILL')`, /was ended by a signal/u],
      [`process.stdout.write('x'.repeat(17 << 20))`, /having written more than/u],
    ];
    for (const [body, said] of cases)
      await refuses((await open(root, script(body))).score('q', PASSAGES), 'invalid-input', said);
    const gone = await open(root, ['no-such-scorer-anywhere']);
    await refuses(gone.score('q', PASSAGES), 'not-found', /no program/u);
  });

  it('is stopped when it takes too long, and when nobody waits any more', async () => {
    const root = await temporaryWorkspace();
    const forever = script('setInterval(() => {}, 1000)');
    const late = await open(root, forever, 0.3);
    await refuses(late.score('q', PASSAGES), 'invalid-input', /was stopped after 0\.3 s/u);
    const cancel = new AbortController();
    const context = { ...trusted(root), signal: cancel.signal };
    const settings = { command: [...forever], timeoutSeconds: 60 };
    const scoring = (await openProcessReranker(context, settings)).score('q', PASSAGES);
    setTimeout(() => cancel.abort(), 300);
    await assert.rejects(scoring, JobCancelled);
  });

  it('is another once its script or its model is', async () => {
    const root = await temporaryWorkspace({ 'score.py': 'a', 'model.joblib': 'm' });
    const digest = async () =>
      (await open(root, ['python3', 'score.py', '--model=model.joblib', '-v'])).sha256;
    const first = await digest();
    assert.match(first, /^[0-9a-f]{64}$/u);
    assert.equal(await digest(), first);
    await put(root, 'model.joblib', 'n');
    const second = await digest();
    await put(root, 'score.py', 'b');
    assert.equal(new Set([first, second, await digest()]).size, 3);
    const other = await open(root, ['python3', 'score.py', '--model', '/etc/hostname']);
    assert.notEqual(other.sha256, await digest());
  });

  it('is run where a command is set and programs may be run, and nowhere else', async () => {
    const root = await temporaryWorkspace();
    const settings = { timeoutSeconds: 1 };
    await refuses(openProcessReranker(trusted(root), settings), 'wrong-usage', /No scorer is set/u);
    await refuses(
      openProcessReranker(testContext(root), { ...settings, command: ['x'] }),
      'not-trusted',
      /trusted workspaces only/u,
    );
  });
});
