import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { JobContext } from '../../../src/core/job.js';
import { extract } from '../../../src/core/mining/extract.js';
import type { Finding } from '../../../src/core/records/candidate.js';
import { decide, readReview } from '../../../src/core/review/decide.js';
import { maskedReview, secretMaskOf } from '../../../src/core/review/maskedReview.js';
import { loadQueue } from '../../../src/core/review/queue.js';
import { revealSecrets } from '../../../src/core/review/revealSecret.js';
import { configSchema } from '../../../src/core/workspace/configSchema.js';
import { genesis, readJournal } from '../../../src/core/workspace/journal.js';
import { MemoryLog } from '../support/memoryLog.js';
import { runCli } from '../support/runCli.js';
import { temporaryWorkspace, text } from '../support/temporaryWorkspace.js';
import { tickingContext } from '../support/testContext.js';

const { screening: POLICY } = configSchema.parse({});
const REVIEWER = { name: 'Ada', email: 'ada@acme.dev' };
const ID = 'candidate-20261120-0001';
// Built from parts, so that nobody takes the test itself for a leak.
const SECRET = ['ci-runner', 'k9Vt2mQx7Lp4'].join(':');
const OTHER = ['deploy', 'Zx81bNw3Rt6Y'].join(':');
const THIRD = ['backup', 'Qh47cVd9Ls2K'].join(':');
const LEAKS = /k9Vt2mQx7Lp4|Zx81bNw3Rt6Y|Qh47cVd9Ls2K/u;
const MASK = '••••••• (credentials)';

async function workspace(): Promise<{ root: string; context: JobContext }> {
  const log = new MemoryLog()
    .user(`Why does https://${SECRET}@git.corp.net fail?`)
    .assistant(`Use https://${SECRET}@git.corp.net/x or https://${OTHER}@git.corp.net, always.`)
    .button('up');
  const root = await temporaryWorkspace({ 'userData/lumi_memory.jsonl': log.toString() });
  const context = tickingContext(root);
  await extract({}, context);
  return { root, context };
}

async function auditJournal(root: string): Promise<string> {
  const [writer = ''] = await readdir(join(root, '.codelumi/audit'));
  return `.codelumi/audit/${writer}/2026-11.jsonl`;
}

describe('secrets of a candidate', () => {
  it('are told after it is recorded who asked, when and where they stand, and never what they are', async () => {
    const { root, context } = await workspace();
    const first = await revealSecrets(context, {
      candidate: ID,
      reviewer: REVIEWER,
      masks: [MASK],
    });
    assert.deepEqual(first, [{ mask: MASK, secret: SECRET }]);
    const all = await revealSecrets(context, { candidate: ID, reviewer: REVIEWER });
    assert.deepEqual(
      all.map(({ secret }) => secret),
      [SECRET, OTHER],
    );

    const path = await auditJournal(root);
    const { lines, break: broken } = await readJournal(context.files, path);
    assert.equal(broken, undefined);
    assert.equal(lines.length, 2);
    const [line] = lines;
    assert.equal(line?.value['prev'], genesis(path));
    assert.equal(line?.value['action'], 'reveal-secret');
    assert.equal(Object(line?.value['subject']).id, ID);
    assert.deepEqual(line?.value['actor'], REVIEWER);
    assert.match(String(line?.value['at']), /^2026-11-20T10:00:\d\d\.000Z$/u);
    const start = 'Why does https://'.length;
    const [place] = Object(line?.value['findings']);
    assert.deepEqual(place, {
      rule: 'url-credentials',
      field: 'query',
      start,
      end: start + SECRET.length,
    });
    const written = await text(root, path);
    assert.ok(!written.includes('k9Vt2mQx7Lp4') && !written.includes('Zx81bNw3Rt6Y'));
  });

  it('are not told, and nothing is recorded, for a mask that is none', async () => {
    const { root, context } = await workspace();
    const wish = { candidate: ID, reviewer: REVIEWER, masks: ['••••••• (API key)'] };
    await assert.rejects(revealSecrets(context, wish), /no such secret/u);
    await assert.rejects(readdir(join(root, '.codelumi/audit')));
  });

  it('stand nowhere in what is shown, not even in the history of edits', async () => {
    const { context } = await workspace();
    const { state } = await readReview(context, ID);
    const edited = await decide(context, {
      candidate: ID,
      action: 'edit',
      reviewer: REVIEWER,
      fingerprint: state.fingerprint,
      on: null,
      reason: `left https://${OTHER}@git.corp.net in`,
      after: { ...state.text, query: 'Why does it fail?' },
    });
    const shown = maskedReview(edited, secretMaskOf(edited, POLICY));
    assert.ok(!/k9Vt2mQx7Lp4|Zx81bNw3Rt6Y/u.test(JSON.stringify(shown)));
    assert.ok(shown.candidate.query.includes(MASK));
    assert.equal(shown.state.fingerprint, edited.state.fingerprint);
    for (const { kind, field, start, end } of shown.findings.filter(
      ({ kind: k }) => k === 'secret',
    )) {
      assert.match(shown.state.text[field].slice(start, end), /^•{7} \(credentials( 2)?\)$/u, kind);
    }
  });

  it('stand in no reason of those who approved, or who do not agree', async () => {
    const { context } = await workspace();
    const { state } = await readReview(context, ID);
    const flagged = await decide(context, {
      candidate: ID,
      action: 'flag',
      reviewer: REVIEWER,
      fingerprint: state.fingerprint,
      on: null,
      reason: `left https://${OTHER}@git.corp.net in`,
    });
    const { history } = flagged.state;
    const disputed = {
      ...flagged,
      state: { ...flagged.state, approvals: history, disputed: history },
    };
    const shown = maskedReview(disputed, secretMaskOf(disputed, POLICY));
    assert.doesNotMatch(JSON.stringify(shown), LEAKS);
    for (const [entry] of [shown.state.approvals, shown.state.disputed ?? []])
      assert.match(entry?.decision.reason ?? '', /left https:\/\/•{7} \(credentials 2\)@git/u);
  });

  it('stand in nothing that is shown around a candidate: context, excerpts, variants, the other side', async () => {
    const { context } = await workspace();
    const review = await readReview(context, ID);
    const said = `It said https://${SECRET}@git.corp.net and https://${THIRD}@git.corp.net.`;
    const turn = { role: 'user', text: said, file: 'userData/lumi_memory.jsonl', line: 1 };
    const [line] = review.candidate.provenance;
    assert.ok(line !== undefined);
    const other = { where: 'kb', id: 'kb-1', question: said, excerpt: said } as const;
    const start = review.state.text.assistant_output.indexOf('always');
    const contradiction: Finding = {
      kind: 'contradiction',
      rule: 'contradiction',
      severity: 'warning',
      field: 'assistant_output',
      start,
      end: start + 'always'.length,
      spans: [{ start, end: start + 'always'.length }],
      score: 1,
      message: said,
      replacement: said,
      other,
    };
    const rich = {
      ...review,
      candidate: {
        ...review.candidate,
        user_feedback: said,
        findings: [contradiction],
        metadata: {
          ...review.candidate.metadata,
          variants: [said],
          passage_context: { before: [turn], after: [turn] },
          proximate_entries: [{ id: `${turn.file}:1`, role: 'user', score: 1, excerpt: said }],
          near_duplicates: [{ id: 'kb-2', similarity: 1, where: 'kb' as const, state: said }],
          assistant_verdicts: [{ log: 'threats' as const, status: said, threats: [said], line }],
          added_later: { by: [said] },
        },
        added_later: said,
      },
      findings: [contradiction],
    };
    const shown = maskedReview(rich, secretMaskOf(rich, POLICY));
    assert.doesNotMatch(JSON.stringify(shown), LEAKS);
    assert.deepEqual(shown.candidate.provenance, review.candidate.provenance);
    assert.equal(shown.candidate.metadata.assistant_verdicts?.[0]?.line.sha256, line.sha256);
    const [moved] = shown.findings;
    const text = shown.state.text.assistant_output;
    assert.equal(text.slice(moved?.start, moved?.end), 'always');
    const [span] = moved?.spans ?? [];
    assert.equal(text.slice(span?.start, span?.end), 'always');
    // A finding of the panel, with its other side, is masked the same way.
    const typed = shown.state.text;
    const [placed] = secretMaskOf(rich, POLICY).placesIn(typed, [contradiction]);
    assert.equal(text.slice(placed?.start, placed?.end), 'always');
    assert.equal(text.slice(placed?.spans?.[0]?.start, placed?.spans?.[0]?.end), 'always');
    assert.doesNotMatch(JSON.stringify(placed), LEAKS);
  });

  it('leave the closed words of a record alone, whatever the workspace takes for a secret', async () => {
    const { context } = await workspace();
    const review = await readReview(context, ID);
    const words = ['query', 'secret', 'blocking', 'kb', 'url-credentials'];
    const { screening } = configSchema.parse({
      screening: { custom: [{ rule: 'all', kind: 'secret', words, message: 'Not for you.' }] },
    });
    const shown = maskedReview(review, secretMaskOf(review, screening));
    assert.deepEqual(
      shown.findings.map(({ kind, rule, severity, field }) => [kind, rule, severity, field]),
      review.findings.map(({ kind, rule, severity, field }) => [kind, rule, severity, field]),
    );
  });

  it('are masked in lists', async () => {
    const { context } = await workspace();
    const { candidates } = await loadQueue({}, context);
    assert.equal(candidates[0]?.query, `Why does https://${MASK}@git.corp.net fail?`);
  });

  it('are masked by the shell, in words and in JSON, until it is told to reveal them', async () => {
    const { root, context } = await workspace();
    const common = ['--workspace', root];
    const leaks = LEAKS;
    for (const args of [
      ['show', ID],
      ['list'],
      ['show', ID, '--json'],
      ['list', '--json'],
      ['stats'],
      ['flag', ID, '--json', '--reviewer', 'Ada <a@b.c>'],
    ]) {
      const { stdout, stderr, code } = await runCli(['review', ...args, ...common]);
      assert.equal(code, 0, stderr);
      assert.doesNotMatch(stdout + stderr, leaks);
    }
    const place = 'userData/lumi_memory.jsonl:1';
    const explained = await runCli(['extract', '--explain', place, ...common]);
    assert.match(explained.stdout, /CREDENTIALS_1/u, explained.stderr);
    assert.doesNotMatch(explained.stdout + explained.stderr, LEAKS);
    const revealed = await runCli([
      'review',
      'show',
      ID,
      '--reveal',
      '--reviewer',
      'Ada <a@b.c>',
      ...common,
    ]);
    assert.match(revealed.stdout, leaks);
    const [writer = ''] = await readdir(join(root, '.codelumi/audit'));
    const [month = ''] = await readdir(join(root, '.codelumi/audit', writer));
    const { lines } = await readJournal(context.files, `.codelumi/audit/${writer}/${month}`);
    assert.deepEqual(lines[0]?.value['actor'], { name: 'Ada', email: 'a@b.c' });
  });

  it('come back into an edit made of what the shell showed', async () => {
    const { root, context } = await workspace();
    const answer = `Only https://${MASK}@git.corp.net/x works, and it always has done so.`;
    const args = [
      'review',
      'edit',
      ID,
      '--answer',
      answer,
      '--reviewer',
      'Ada <a@b.c>',
      '--workspace',
      root,
    ];
    const { code, stderr } = await runCli(args);
    assert.equal(code, 0, stderr);
    const { state } = await readReview(context, ID);
    assert.equal(state.text.assistant_output, answer.replace(MASK, SECRET));
  });
});
