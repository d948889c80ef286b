import assert from 'node:assert/strict';
import { readdir, readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { CodelumiError, JobCancelled } from '../../../src/core/errors.js';
import type { JobContext } from '../../../src/core/job.js';
import { sha256 } from '../../../src/core/records/sha256.js';
import { loadReranker } from '../../../src/core/reranking/loadReranker.js';
import { recordedJobs } from '../../../src/core/runs/recordedJobs.js';
import { modelManifestSchema } from '../../../src/core/training/artefacts/modelManifest.js';
import { train } from '../../../src/core/training/train.js';
import { verify } from '../../../src/core/verification/verify.js';
import { idOf } from '../support/minedCandidate.js';
import { put, text } from '../support/temporaryWorkspace.js';
import {
  answerAbout,
  decideOn,
  fakePython,
  putCandidates,
  questionsAbout,
  workspaceToTrain,
} from '../support/trainedWorkspace.js';
import { COPY_MODEL, modelBytes } from './makingModels.js';

/** Keeps what it was given, and hands over a model. */
const KEEP = (root: string): string => `
  fs.copyFileSync(args[0], ${JSON.stringify(join(root, 'seen.jsonl'))});
  fs.writeFileSync(${JSON.stringify(join(root, 'seen.json'))}, JSON.stringify({ args, env: process.env, cwd: process.cwd() }));
  ${COPY_MODEL(root)}
`;

describe('train', () => {
  before(function () {
    // Programs are told by their first line, which Windows does not read.
    if (process.platform === 'win32') this.skip();
  });

  async function ready(
    script: (root: string) => string,
    settings: object = {},
  ): Promise<{ root: string; context: JobContext; python: string }> {
    const { root, context } = await workspaceToTrain(5, {
      '.codelumi/config.json': JSON.stringify({ training: settings }),
    });
    await put(root, 'model.bin', await modelBytes());
    const python = await fakePython(join(root, 'bin'), script(root));
    return { root, context, python };
  }

  async function modelsIn(root: string): Promise<string[]> {
    return readdir(join(root, 'models')).catch(() => []);
  }

  it('adds a version with its manifest, and says what it was made from', async () => {
    const { root, context, python } = await ready(KEEP, { seed: 7 });
    const own = { query: 'what empties it all', answer: answerAbout(9) };
    const wrong = { query: 'what is wrong here', answer: answerAbout(8) };
    await putCandidates(root, [own, wrong]);
    await decideOn(context, 1, { action: 'accept' });
    await decideOn(context, 2, { action: 'reject', reason: 'It is not so.', reasonCode: 'wrong' });
    const { file, manifestFile, manifest, isNew } = await train(
      { recipe: 'sklearn', python },
      context,
    );
    assert.ok(isNew);
    assert.equal(file, 'models/reranker.joblib.v1.0.0');
    assert.deepEqual(
      modelManifestSchema.parse(JSON.parse(await text(root, manifestFile))),
      manifest,
    );
    const bytes = await readFile(join(root, file));
    assert.equal(manifest.sha256, sha256(bytes));
    assert.equal(manifest.bytes, bytes.length);
    assert.equal((await loadReranker(context.files, file))?.version, '1.0.0');

    const lines = await text(root, 'seen.jsonl');
    assert.equal(manifest.data.sha256, sha256(lines));
    const pairs = lines
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.ok(pairs.some(({ input, label }) => input === own.query && label === 1));
    assert.ok(pairs.some(({ input, label }) => input === wrong.query && label === 0));
    assert.deepEqual(manifest.data.candidates, [idOf(1)]);
    assert.equal(manifest.data.positive + manifest.data.negative, pairs.length);
    assert.equal(manifest.data.entries, 6);
    assert.deepEqual(manifest.environment, { python: '3.99.0', sklearn: '9.9.9' });
    assert.deepEqual(manifest.metrics.at(-1), {
      name: 'roc_auc',
      value: 0.75,
      n: 8,
      interval: { low: 0.5, high: 1 },
    });

    const seen = JSON.parse(await text(root, 'seen.json'));
    assert.equal(seen.args[seen.args.indexOf('--seed') + 1], '7');
    assert.equal(seen.env.PYTHONHASHSEED, '0');
    assert.equal(seen.env.GIT_AUTHOR_NAME, undefined);
    assert.ok(!seen.cwd.startsWith(root) && seen.cwd.startsWith(tmpdir()));
    await assert.rejects(stat(seen.cwd), { code: 'ENOENT' });
  });

  it('learns no question that quality is measured with, or nearly the same', async () => {
    const { root, context, python } = await ready(KEEP);
    const [, variant] = questionsAbout(3);
    const eval_ = ['holdout', 'annotated', 'canary'].map(
      (name, at) => [name, questionsAbout(at)[0].toUpperCase()] as const,
    );
    for (const [name, query] of [...eval_, ['own', `please: ${variant}`] as const])
      await put(root, `training/eval/${name}.jsonl`, `${JSON.stringify({ query })}\n`);
    const { manifest } = await train({ recipe: 'sklearn', python }, context);
    const lines = (await text(root, 'seen.jsonl')).trim().split('\n');
    const asked = new Set(lines.map((line) => JSON.parse(line).input));
    for (const number of [0, 1, 2]) assert.ok(!asked.has(questionsAbout(number)[0]), `${number}`);
    assert.ok(!asked.has(variant));
    assert.equal(manifest.data.left_out, 4);
    assert.equal(asked.size, 5 * 3 - 4);
  });

  it('learns no words of what was refused for something private, and says so', async () => {
    const { root, context, python } = await ready(KEEP);
    const secret =
      'Write to hidden.person@kadeweg-winkel.nl about it, they know all there is to know.';
    await putCandidates(root, [{ query: 'who knows all of it', answer: secret }]);
    await decideOn(context, 1, { action: 'reject', reason: 'No.', reasonCode: 'other' });
    const { manifest } = await train({ recipe: 'sklearn', python }, context);
    assert.ok(!(await text(root, 'seen.jsonl')).includes('hidden.person'));
    assert.equal(manifest.data.withheld, 1);
  });

  it('learns from the good lines beside a bad one, and says that there is one', async () => {
    const { root, context, python } = await ready(KEEP);
    const good = await text(root, 'training/kb.jsonl');
    await put(root, 'training/kb.jsonl', good.replace('\n', '\n{"q":"torn \n'));
    const warnings: string[] = [];
    const warn = (message: string) => warnings.push(message);
    const { manifest } = await train({ recipe: 'sklearn', python }, { ...context, warn });
    assert.deepEqual([manifest.data.entries, manifest.data.unreadable], [5, 1]);
    assert.match(warnings.join('\n'), /^1 line of the knowledge base in training cannot be read/u);
  });

  it('makes the same version of the same data, and the next one of other data', async () => {
    const { root, context, python } = await ready(KEEP);
    const input = { recipe: 'sklearn', python } as const;
    const first = await train(input, context);
    const again = await train(input, context);
    assert.deepEqual([again.isNew, again.file], [false, first.file]);
    await put(
      root,
      'model.bin',
      await readFile('test/fixtures/rerankers/sklearn-1.2.1/zlib.joblib'),
    );
    const next = await train(input, context);
    assert.equal(next.file, 'models/reranker.joblib.v1.0.1');
    assert.deepEqual(next.manifest.parent, {
      artefact: first.file,
      version: '1.0.0',
      sha256: first.manifest.sha256,
    });
    assert.deepEqual((await modelsIn(root)).length, 4);
    const gone = 'models/reranker.joblib.v1.0.2.manifest.json';
    await put(root, gone, 'of a version that is gone');
    await put(
      root,
      'model.bin',
      await readFile('test/fixtures/rerankers/sklearn-1.2.1/gzip.joblib'),
    );
    assert.equal((await train(input, context)).file, 'models/reranker.joblib.v1.0.3');
    assert.equal(await text(root, gone), 'of a version that is gone');
  });

  it('names the model that the assistant has as the parent of the first', async () => {
    const { root, context, python } = await ready(COPY_MODEL);
    await put(root, 'models/reranker.joblib', 'whatever');
    const { manifest } = await train({ recipe: 'sklearn', python }, context);
    const parent = {
      artefact: 'models/reranker.joblib',
      version: null,
      sha256: sha256('whatever'),
    };
    assert.deepEqual(manifest.parent, parent);
    assert.equal(await text(root, 'models/reranker.joblib'), 'whatever');
  });

  const BAD: readonly (readonly [what: string, script: (root: string) => string, said: RegExp])[] =
    [
      [
        'fails',
        () => 'console.error("Traceback\\nValueError: no \\u001b[31mway"); process.exit(3);',
        /ended with code 3: ValueError: no ⟨U\+001B⟩\[31mway/u,
      ],
      ['leaves nothing', () => '', /left no model and report/u],
      [
        'leaves no report',
        (root) => `fs.copyFileSync(${JSON.stringify(join(root, 'model.bin'))}, args[1]);`,
        /left no model and report/u,
      ],
      [
        'leaves another report',
        (root) => `${COPY_MODEL(root)}; fs.writeFileSync('report.json', '{"examples":-1}');`,
        /report that cannot be read/u,
      ],
      [
        'leaves a link',
        (root) =>
          `${COPY_MODEL(root)}; fs.rmSync(args[1]); fs.symlinkSync('/etc/hostname', args[1]);`,
        /model\.joblib cannot be read/u,
      ],
      [
        'leaves what is no model',
        (root) =>
          `${COPY_MODEL(root)}; fs.writeFileSync(args[1], 'cos\\nsystem\\n(S"touch /tmp/owned"\\ntR.');`,
        /cannot be used/u,
      ],
      ['says too much', () => 'for (;;) fs.writeSync(1, "x".repeat(4096));', /wrote more than/u],
    ];
  for (const [what, script, said] of BAD) {
    it(`adds nothing where the trainer ${what}`, async () => {
      const { root, context, python } = await ready(script);
      const left = await temporaryFolders();
      await assert.rejects(train({ recipe: 'sklearn', python }, context), (error) => {
        assert.ok(error instanceof CodelumiError, String(error));
        assert.match(error.message, said);
        return true;
      });
      assert.deepEqual(await modelsIn(root), []);
      assert.deepEqual(await temporaryFolders(), left);
    });
  }

  const WAIT = (root: string): string => `
    require('node:child_process').spawn(process.execPath, ['-e', "setInterval(() => require('node:fs').appendFileSync(process.env.ALIVE, '.'), 20)"],
      { stdio: 'inherit', env: { ...process.env, ALIVE: ${JSON.stringify(join(root, 'alive'))} } });
    setInterval(() => {}, 1000);`;

  async function sizeOfAlive(root: string): Promise<number> {
    return (await stat(join(root, 'alive')).catch(() => undefined))?.size ?? 0;
  }

  it('kills the trainer and its children when it is cancelled, and adds nothing', async () => {
    const { root, context, python } = await ready(WAIT);
    const cancel = new AbortController();
    const running = train({ recipe: 'sklearn', python }, { ...context, signal: cancel.signal });
    let isOver = false;
    void running
      .catch(() => {})
      .then(() => {
        isOver = true;
      });
    while ((await sizeOfAlive(root)) === 0 && !isOver) await setTimeout(20);
    cancel.abort();
    await assert.rejects(running, JobCancelled);
    const size = await sizeOfAlive(root);
    await setTimeout(300);
    assert.equal(await sizeOfAlive(root), size);
    assert.deepEqual(await modelsIn(root), []);
  });

  it('ends what takes longer than the settings say', async () => {
    const { root, context, python } = await ready(() => 'setInterval(() => {}, 1000);', {
      timeoutSeconds: 1,
    });
    await assert.rejects(train({ recipe: 'sklearn', python }, context), {
      reason: 'training-failed',
      message: /did not end within 1 seconds/u,
    });
    assert.deepEqual(await modelsIn(root), []);
  });

  it('runs nothing where the workspace is not trusted', async () => {
    const { context, python } = await ready(COPY_MODEL);
    const untrusted = { ...context, programs: undefined };
    await assert.rejects(train({ recipe: 'sklearn', python }, untrusted), {
      reason: 'not-trusted',
    });
  });

  it('says where there is no scikit-learn, unless the built-in is as good', async () => {
    const { root, context } = await ready(COPY_MODEL);
    const python = await fakePython(join(root, 'other'), '');
    await put(root, 'other/python3', `#!/bin/sh\nexit 1\n`);
    const asked = train({ recipe: 'sklearn', python }, context);
    await assert.rejects(asked, {
      reason: 'not-found',
      message: /is no Python with scikit-learn/u,
    });
  });

  it('stands in the audit log, and verify holds the artefact against its manifest', async () => {
    const { root, context, python } = await ready(COPY_MODEL);
    const actor = async () => ({ name: 'Ada', email: 'ada@acme.dev' });
    const { file, manifestFile } = await recordedJobs.train(
      { recipe: 'sklearn', python },
      { ...context, actor },
    );
    const [writer = ''] = await readdir(join(root, '.codelumi/audit'));
    const log = await text(root, `.codelumi/audit/${writer}/2026-11.jsonl`);
    const entry = JSON.parse(log.trim().split('\n').at(-1) ?? '');
    assert.equal(entry.action, 'train');
    assert.equal(entry.subject.id, file);
    const changed = entry.changes.map(({ file: path }: { file: string }) => path);
    assert.deepEqual(
      changed.filter((path: string) => path.startsWith('models/')),
      [file, manifestFile],
    );

    const faults = async () =>
      (await verify({ base: false }, context)).faults.filter(({ check }) => check === 'model');
    assert.deepEqual(await faults(), []);
    assert.equal((await verify({ base: false }, context)).checked.models, 1);
    await put(root, file, 'other bytes');
    assert.match((await faults())[0]?.message ?? '', /changed after it was trained/u);
    await put(root, manifestFile, '{');
    assert.match((await faults())[0]?.message ?? '', /not a manifest/u);
  });
});

/** What training leaves in the folder of temporary files. */
async function temporaryFolders(): Promise<string[]> {
  return (await readdir(tmpdir())).filter((name) => name.startsWith('codelumi-run-'));
}
