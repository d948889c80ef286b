import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { artefactWith } from '../reranking/builtin/madeUpKnowledge.js';
import { assertClose, readJson } from '../reranking/rerankerFixtures.js';
import { type CliResult, finished, startCli } from '../support/runCli.js';
import { sampleWorkspace } from '../support/sampleWorkspace.js';
import { temporaryWorkspace } from '../support/temporaryWorkspace.js';

/** Runs the scorer as the assistant does: one request on standard input, one answer on its output. */
function score(root: string, input: string | Buffer, ...args: string[]): Promise<CliResult> {
  const child = startCli(['score', '-w', root, ...args], { stdio: 'pipe' });
  // A scorer that has seen enough stops listening, which is no fault of whoever asks.
  child.stdin?.on('error', () => {});
  child.stdin?.end(input);
  return finished(child);
}

function request(query: string, ...candidates: readonly string[]): string {
  return JSON.stringify({ query, candidates });
}

/** The one line of an answer that says what went wrong; standard error says the same. */
function errorIn({ code, stdout, stderr }: CliResult): string {
  assert.equal(code, 3);
  assert.match(stdout, /^\{"error":".*"\}\n$/u);
  const { error } = JSON.parse(stdout);
  assert.equal(stderr, `codelumi: ${error}\n`);
  return error;
}

describe('codelumi score', () => {
  let root: string;

  before(async () => {
    root = await sampleWorkspace();
  });

  it("scores candidates with the workspace's reranker, as scikit-learn does", async () => {
    const own = await readJson<{ inputs: Record<string, string[]>; scores: number[][] }>(
      'own-model.json',
    );
    const [[query, candidates] = ['', []]] = Object.entries(own.inputs);
    const { code, stdout, stderr } = await score(root, request(query, ...candidates));
    assert.deepEqual([code, stderr], [0, '']);
    assert.match(stdout, /^\{"scores":\[[^\]]*\]\}\n$/u);
    assertClose([JSON.parse(stdout).scores], own.scores.slice(0, 1), 1e-9);
  });

  it('takes another reranker of the workspace, and a request with a byte order mark', async () => {
    const model = await readFile('test/fixtures/rerankers/sklearn-1.9.1/plain.joblib');
    const workspace = await temporaryWorkspace({ 'models/reranker.joblib.v2.0.0': model });
    for (const file of [
      'models/reranker.joblib.v2.0.0',
      `${workspace}/models/reranker.joblib.v2.0.0`,
    ]) {
      const result = await score(workspace, `\ufeff${request('a', 'b', 'c')}`, '--model', file);
      assert.equal(JSON.parse(result.stdout).scores.length, 2, result.stderr);
    }
  });

  it('takes the built-in reranker, and scores the answer of an entry as that entry', async () => {
    const entries = [
      { id: 'a', q: 'How do I reset my password?', a: 'Click on the link.' },
      { id: 'b', q: 'How do I delete my account?', a: 'Open the settings.' },
    ];
    const features = [{ name: 'question_cosine', weight: 1 }];
    const workspace = await temporaryWorkspace({
      'training/kb.json': JSON.stringify(entries),
      'models/reranker.v1.0.0.json': artefactWith({ mix: 1, features }),
    });
    const candidates = ['Click on the link.', 'Open the settings.', 'Click on another link.'];
    const asked = request('reset password', ...candidates);
    const model = 'models/reranker.v1.0.0.json';
    const { stdout, stderr } = await score(workspace, asked, '--model', model);
    const [known = 0, other = 0, unknown = 0] = JSON.parse(stdout).scores;
    assert.ok(known > other && known > unknown, `${stdout}${stderr}`);
    await writeFile(`${workspace}/${model}`, artefactWith({ mix: 1, features: [{}] }));
    const refused = errorIn(await score(workspace, asked, '--model', model));
    assert.match(refused, /is wrong at features\.0\.name.*\(models\/reranker\.v1\.0\.0\.json\)/u);
  });

  it('gives no scores for no candidates', async () => {
    assert.equal((await score(root, request('a'))).stdout, '{"scores":[]}\n');
  });

  it('answers with what is wrong with a request', async () => {
    assert.match(errorIn(await score(root, '')), /standard input is not JSON/u);
    assert.match(errorIn(await score(root, '{"query":"a"}')), /wrong at candidates/u);
    const mixed = '{"query":"a","candidates":["b",7]}';
    assert.match(errorIn(await score(root, mixed)), /wrong at candidates\.1/u);
    assert.match(errorIn(await score(root, '[]')), /wrong at the top level/u);
  });

  it('answers with what is wrong with a reranker', async () => {
    const attack = 'cos\nsystem\n(S"touch owned"\ntR.';
    const workspace = await temporaryWorkspace({
      'models/reranker.joblib': Buffer.concat([Buffer.of(0x80, 4), Buffer.from(attack)]),
    });
    const refused = errorIn(await score(workspace, request('a', 'b')));
    assert.match(refused, /names os\.system, .* at byte 2 .*\(models\/reranker\.joblib\)/u);
    const missing = errorIn(await score(workspace, request('a'), '--model', 'models/none'));
    assert.match(missing, /There is no reranker \(models\/none\)/u);
    const outside = errorIn(await score(workspace, request('a'), '--model', '../x.joblib'));
    assert.match(outside, /leads out of the workspace/u);
    const folder = errorIn(await score(workspace, request('a'), '--model', 'models'));
    assert.match(folder, /should be a file \(models\)/u);
  });

  it('asks the scorer that the settings name, and says where none is', async () => {
    const none = await score(root, request('a', 'b'), '--command');
    assert.equal(none.code, 2);
    assert.match(none.stdout, /^\{"error":"No scorer is set/u);
    const script = `console.log('{"scores":[0.5,0.25]}')`;
    const command = [process.execPath, '-e', script];
    const workspace = await temporaryWorkspace({
      '.codelumi/config.json': JSON.stringify({ reranking: { command } }),
    });
    const { stdout } = await score(workspace, request('a', 'b', 'c'), '--command');
    assert.equal(stdout, '{"scores":[0.5,0.25]}\n');
    assert.match(
      errorIn(await score(workspace, request('a', 'b'), '--command')),
      /2 scores for 1/u,
    );
  });

  it('reads a cross-encoder from a folder, and says what is missing to run it', async () => {
    const workspace = await temporaryWorkspace({
      'models/tiny/model.onnx': 'no model',
      'models/tiny/vocab.txt': '[UNK]\n[CLS]\n[SEP]\n',
    });
    const said = errorIn(await score(workspace, request('a', 'b'), '--model', 'models/tiny'));
    assert.match(said, /onnxruntime-node|model cannot be loaded/u);
  });

  it('listens to no more than it can hold', async () => {
    const endless = Buffer.alloc(17 * 1024 * 1024, ' ');
    assert.match(errorIn(await score(root, endless)), /More than 16777216 bytes/u);
  });

  it('prints errors as the other commands do where JSON was asked for', async () => {
    const { stdout, code } = await score(root, '{', '--json');
    const { error, exit_code } = JSON.parse(stdout);
    assert.deepEqual([code, error.reason, exit_code], [3, 'invalid-input', 3]);
  });
});
