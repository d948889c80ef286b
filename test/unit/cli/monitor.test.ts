import assert from 'node:assert/strict';
import { chmod } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { delimiter, join } from 'node:path';
import { sha256 } from '../../../src/core/records/sha256.js';
import { driftingSearches } from '../support/driftingSearches.js';
import { type CliResult, finished, startCli } from '../support/runCli.js';
import { contentsOf, put, temporaryWorkspace, text } from '../support/temporaryWorkspace.js';

const LOG = 'userData/kb_usage.jsonl';
const KB = [1, 2, 3, 4, 9].map((n) => `{"id":"kb-${n}","q":"How is ${n} done?","a":"So ${n}."}\n`);
const CONFIG = {
  monitoring: {
    window: { days: 3, minimumSessions: 40 },
    reference: { minimumSessions: 100, sessions: 120 },
  },
};
const ADA = ['--reviewer', 'Ada <ada@acme.dev>'];
const SLOW_MS = 240_000;

async function workspace(later: number): Promise<string> {
  const stretches = [
    { hours: 150, around: 0.8 },
    { hours: 120, around: later },
  ];
  return temporaryWorkspace({
    'training/kb.jsonl': KB.join(''),
    [LOG]: driftingSearches(stretches, Date.now()),
    '.codelumi/config.json': JSON.stringify(CONFIG),
  });
}

function run(root: string, ...args: string[]): Promise<CliResult> {
  return finished(startCli(['monitor', ...args], { cwd: root }));
}

async function json(root: string, ...args: string[]) {
  return JSON.parse((await run(root, ...args, '--json')).stdout);
}

/** Of every file, so that a difference is told in few words. */
async function digestOf(root: string): Promise<Record<string, string>> {
  const contents = Object.entries(await contentsOf(root));
  return Object.fromEntries(contents.map(([path, content]) => [path, sha256(content)]));
}

describe('codelumi monitor', () => {
  it('ends with 0 while all is as it was, and says of how much', async () => {
    const root = await workspace(0.8);
    const { code, stdout, stderr } = await run(root);
    assert.equal(code, 0, stdout + stderr);
    const report = await json(root);
    assert.equal(report.schema, 'codelumi.monitor/1');
    const score = report.metrics.find(({ metric }: { metric: string }) => metric === 'top-score');
    assert.equal(score.state, 'ok', score.words);
    assert.ok(score.n >= 40 && score.m >= 100, score.words);
    assert.deepEqual(report.alerts, []);
  }).timeout(SLOW_MS);

  it('ends with 1 while an alert is open, explains it, and with 0 once it is answered', async () => {
    const root = await workspace(0.4);
    const unkept = await digestOf(root);
    assert.match((await run(root, '--no-keep')).stdout, /^warming-up: .* not frozen yet/u);
    assert.deepEqual(await digestOf(root), unkept);
    const first = await run(root);
    assert.equal(first.code, 1, first.stdout + first.stderr);
    assert.match(first.stdout, /^alert: /u);
    const raised = await digestOf(root);
    assert.equal((await run(root, '--no-keep')).code, 1);
    assert.deepEqual(await digestOf(root), raised);
    const { alerts } = await json(root, 'alerts');
    const score = alerts.find(
      ({ result }: { result: { metric: string } }) => result.metric === 'top-score',
    );
    assert.match(score.id, /^al-\d{8}-[0-9a-f]{8}$/u);
    assert.match(score.result.words, /lower/u);

    const explained = (await run(root, 'explain', score.id)).stdout;
    for (const figure of [
      /Kolmogorov-Smirnov distance +[01]/u,
      /Observations +\d+, 40 are needed/u,
      /Observations of the reference +\d+, 50 are needed/u,
      /p, corrected/u,
      /SHA-256 of the reference +[0-9a-f]{64}/u,
      /userData\/kb_usage\.jsonl:\d+/u,
    ])
      assert.match(explained, figure);
    assert.ok(!explained.includes('How is'), 'no text of users');
    assert.match((await run(root, 'explain', 'top-score')).stdout, /of +what the assistant has/u);

    const unreasoned = await run(root, 'acknowledge', score.id, ...ADA);
    assert.equal(unreasoned.code, 2);
    for (const { id, level } of alerts) {
      if (level === 'warn') continue;
      const why = ['--reason', 'we changed it on purpose'];
      const known = await run(root, 'acknowledge', id, ...why, ...ADA);
      assert.equal(known.code, 0, known.stderr);
      assert.match(known.stdout, /acknowledged.*\n.*\n {2}Ada: we changed it on purpose/u);
    }
    assert.equal((await run(root)).code, 0);
    const off = await run(root, 'snooze', score.id, '--hours', '5', ...ADA);
    assert.match(off.stdout, /snoozed until \d{4}-/u);
    const verified = await finished(startCli(['verify', '--no-base'], { cwd: root }));
    assert.equal(verified.code, 0, verified.stdout);
  }).timeout(SLOW_MS);

  it('refuses what it does not know', async () => {
    const root = await temporaryWorkspace();
    for (const args of [
      ['explain', 'weather'],
      ['snooze', 'al-20260101-00000000', '--until', 'tomorrow'],
      ['snooze', 'al-20260101-00000000', '--until', '2099-01-01T00:00:00Z', '--hours', '3'],
      ['--webhook', 'http://example.org/secret'],
    ])
      assert.equal((await run(root, ...args)).code, 2, args.join(' '));
    const missing = await run(root, 'acknowledge', 'al-20260101-00000000', '--reason', 'x', ...ADA);
    assert.equal(missing.code, 3);
  }).timeout(SLOW_MS);

  it('tells a webhook once, and goes on where that does not answer', async () => {
    const root = await workspace(0.4);
    const got: string[] = [];
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => {
        got.push(body);
        response.writeHead(got.length === 1 ? 500 : 204).end();
      });
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    try {
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/secret`;
      const failed = await run(root, '--webhook', url);
      assert.equal(failed.code, 1);
      assert.match(failed.stderr, /webhook at 127\.0\.0\.1:\d+ answered with 500/u);
      assert.ok(!failed.stderr.includes('secret'));
      const env = { ...process.env, CODELUMI_WEBHOOK: url };
      await finished(startCli(['monitor'], { cwd: root, env }));
      await finished(startCli(['monitor'], { cwd: root, env }));
      assert.equal(got.length, 2);
      const { schema, alerts } = JSON.parse(got[1] ?? '');
      assert.equal(schema, 'codelumi.alerts/1');
      assert.ok(alerts.length > 0);
      assert.ok(!got[1]?.includes('How is'), 'no text of users');
    } finally {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    }
  }).timeout(SLOW_MS);

  it('tells one GitHub issue by gh, and goes on where that would not', async () => {
    const root = await workspace(0.4);
    await put(root, 'bin/gh', '#!/bin/sh\necho "$@" >> asked.txt\ncat >> asked.txt\necho "[]"\n');
    await chmod(join(root, 'bin/gh'), 0o755);
    const path = `${join(root, 'bin')}${delimiter}${process.env['PATH']}`;
    const told = startCli(['monitor', '--issue'], {
      cwd: root,
      env: { ...process.env, PATH: path },
    });
    assert.equal((await finished(told)).code, 1);
    const asked = await text(root, 'asked.txt');
    assert.match(asked, /^issue list .*\nissue create --title CodeLumi: .*\nLooked at /u);
    assert.match(asked, /\*\*Alert: Top score\*\*/u);
    assert.ok(!asked.includes('How is'), 'no text of users');
    await put(root, 'bin/gh', '#!/bin/sh\necho "not signed in" >&2\nexit 4\n');
    const env = { ...process.env, PATH: path };
    const refused = await finished(
      startCli(['monitor', '--no-keep', '--issue'], { cwd: root, env }),
    );
    assert.equal(refused.code, 1);
    assert.match(refused.stderr, /No issue was written; gh says: not signed in/u);
  }).timeout(SLOW_MS);

  it('sends nothing anywhere because a workspace says so', async () => {
    const root = await workspace(0.4);
    await put(root, '.codelumi/config.json', JSON.stringify({ monitoring: { webhook: 'x' } }));
    const { code, stderr } = await run(root);
    assert.equal(code, 3);
    assert.match(stderr, /settings file is wrong/u);
  }).timeout(SLOW_MS);
});
