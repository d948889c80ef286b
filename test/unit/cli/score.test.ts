import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
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
