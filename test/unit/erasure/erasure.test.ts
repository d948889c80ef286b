import assert from 'node:assert/strict';
import { appendFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { applyErasure } from '../../../src/core/erasure/applyErasure.js';
import { findPerson } from '../../../src/core/erasure/findPerson.js';
import { planErasure } from '../../../src/core/erasure/planErasure.js';
import { CodelumiError } from '../../../src/core/errors.js';
import type { JobContext } from '../../../src/core/job.js';
import { extract } from '../../../src/core/mining/extract.js';
import { type DecisionRequest, decide, readReview } from '../../../src/core/review/decide.js';
import { readDecideItems } from '../../../src/core/review/decideItems.js';
import { decideMany } from '../../../src/core/review/decideMany.js';
import { exportReviewFile } from '../../../src/core/review/reviewFile/exportReviewFile.js';
import { importReviewFile } from '../../../src/core/review/reviewFile/importReviewFile.js';
import { filesReader } from '../../../src/core/review/reviewReader.js';
import { undoStep } from '../../../src/core/review/undoRedo.js';
import { buildSnapshot } from '../../../src/core/snapshots/build.js';
import { verify } from '../../../src/core/verification/verify.js';
import { TOMBSTONES_FOLDER } from '../../../src/core/workspace/paths.js';
import { finished, runCli, startCli } from '../support/runCli.js';
import { contentsOf, put, temporaryWorkspace, text } from '../support/temporaryWorkspace.js';
import { tickingContext } from '../support/testContext.js';

const DAY = '2026-11-20';
const LOG = 'userData/lumi_memory.jsonl';
const CANDIDATES = `candidates/${DAY}.jsonl`;
const ALL = { factual: true, cited: true, no_pii: true, clear: true };
const reviewer = { name: 'Ada', email: 'ada@acme.dev' };
/** Approves what Ada wrote. */
const ben = { name: 'Ben', email: 'ben@acme.dev' };
/** No rule of screening knows it for a name. */
const PERSON = 'quorlbek zanthip';
const values = [PERSON, 'quorlbek@zanthip.dev'];
const TOLD = `The release notes come out of the merged pull requests on Fridays, when ${PERSON} collects them.`;
const CLEAN =
  'Run "git reset --soft HEAD~1": the last commit is undone, its changes stay staged, and nothing is lost.';

function asked(question: string, answer: string, t: number, before: object[] = []): string {
  const entries = [
    ...before,
    { role: 'user', text: question, t },
    { role: 'assistant', text: answer, t: t + 1_000 },
    {
      role: 'signal',
      text: 'feedback:up',
      meta: { type: 'up', question, assistant: answer },
      t: t + 2_000,
      source: 'renderer-feedback',
    },
  ];
  return entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
}

describe('erasure', () => {
  let root: string;
  let context: JobContext;
  const [named, beside, other] = [1, 2, 3].map((n) => `candidate-20261120-000${n}`) as [
    string,
    string,
    string,
  ];

  beforeEach(async () => {
    const hello = { role: 'user', text: `hi, ${PERSON} here`, t: 1_792_493_599_000 };
    root = await temporaryWorkspace({
      [LOG]:
        asked('Who writes the release notes here?', TOLD, 1_792_393_600_000) +
        asked('How do I undo my last commit in git?', CLEAN, 1_792_493_600_000, [hello]) +
        asked(
          'How are all settings reset again?',
          'Open settings, then advanced, then reset: every setting gets the value that it had at first.',
          1_792_593_600_000,
        ),
      'training/kb.json': JSON.stringify([
        { id: 'kb-1', q: 'Who is on call?', a: 'On call is whoever the rota names for this week.' },
        {
          id: 'kb-quorlbek-zanthip',
          q: 'Who owns billing?',
          a: `Billing belongs to ${PERSON.toUpperCase()}.`,
        },
      ]),
      'models/reranker.json': JSON.stringify({ vocabulary: { 'quorlbek zanthip': 1 } }),
      'models/old.joblib.v1': Buffer.from('\x80\x04quorlbek zanthip\x94'),
    });
    context = tickingContext(root);
    const { report } = await extract({}, context);
    assert.equal(report.candidates.added, 3);
    for (const candidate of [named, beside, other]) await act(candidate, 'accept');
    await buildSnapshot({}, context);
  });

  async function act(
    candidate: string,
    action: DecisionRequest['action'],
    more: Partial<DecisionRequest> = {},
  ): Promise<void> {
    const { state } = await readReview(context, candidate);
    const { fingerprint, lastHash: on } = state;
    const request = { candidate, action, reviewer, fingerprint, on, ...more };
    await decide(context, action === 'accept' ? { ...request, checklist: ALL } : request);
  }

  async function erase(): Promise<ReturnType<typeof applyErasure>> {
    const { id } = await planErasure({ values }, context);
    return applyErasure({ values, plan: id, reviewer }, context);
  }

  async function filesNaming(): Promise<string[]> {
    const contents = Object.entries(await contentsOf(root));
    return contents
      .filter(([, bytes]) => /quorlbek/iu.test(Buffer.from(bytes, 'base64').toString('utf8')))
      .map(([file]) => file)
      .sort();
  }

  it('finds every file and line, without saying what stands there, and changes nothing', async () => {
    const before = await contentsOf(root);
    const found = await findPerson({ values }, context);
    assert.deepEqual(await contentsOf(root), before);
    assert.doesNotMatch(JSON.stringify(found), /quorlbek|zanthip/iu);
    const files = new Set(found.places.map(({ place }) => place.file));
    assert.deepEqual([...files].sort(), await filesNaming());
    const kinds = new Set(found.places.map(({ kind }) => kind));
    for (const kind of [
      'candidate',
      'evidence',
      'projection',
      'snapshot',
      'knowledge',
      'model',
      'log',
    ] as const)
      assert.ok(kinds.has(kind), kind);
    const lines = found.places.filter(({ kind }) => kind === 'log').map(({ place }) => place.line);
    assert.deepEqual(lines, [2, 3, 4]);
  });

  it('names candidates that come from a conversation with them', async () => {
    const log = await text(root, LOG);
    const hidden = log.replace(`hi, ${PERSON} here`, 'quorlbek at zanthip dot dev');
    await put(root, LOG, hidden);
    const file = await text(root, CANDIDATES);
    await put(root, CANDIDATES, file.replaceAll(`hi, ${PERSON} here`, 'hi'));
    const { related } = await findPerson({ values: ['quorlbek@zanthip.dev'] }, context);
    assert.deepEqual(
      related.map(({ candidate }) => candidate),
      [beside],
    );
  });

  it('plans what is rejected, rewritten, deleted, left out and left to people', async () => {
    const before = await contentsOf(root);
    const plan = await planErasure({ values }, context);
    assert.deepEqual(await contentsOf(root), before);
    assert.doesNotMatch(JSON.stringify(plan), /quorlbek|zanthip/iu);
    assert.deepEqual(
      plan.reject.map(({ candidate, status }) => [candidate, status]),
      [[named, 'accepted']],
    );
    assert.deepEqual(
      plan.rewrite.map(({ candidate, part }) => [candidate, part]),
      [
        [named, 'text'],
        [beside, 'beside'],
      ],
    );
    assert.deepEqual(
      plan.entries.map(({ id }) => id),
      ['•••'],
    );
    assert.equal(plan.snapshots[0]?.name, 'kb_snapshot_20261120_1000');
    assert.ok(plan.snapshots[0]?.entries.includes('•••'));
    assert.deepEqual(plan.models, ['models/old.joblib.v1', 'models/reranker.json']);
    assert.ok(plan.evidence.length > 0);
    assert.ok(plan.left.some(({ command }) => command === 'codelumi snapshot build'));
  });

  it('does what was planned: what is left names them only where nobody may change it', async () => {
    const journals = Object.entries(await contentsOf(root)).filter(([file]) =>
      file.includes('/decisions/'),
    );
    const erased = await erase();
    assert.deepEqual([erased.rejected, erased.refused], [[named], []]);
    assert.deepEqual(erased.rewritten, [named, beside]);
    assert.deepEqual(await filesNaming(), [
      'models/old.joblib.v1',
      'models/reranker.json',
      'training/kb.json',
      'training/snapshots/kb_snapshot_20261120_1000.jsonl',
      LOG,
    ]);
    const { candidate, state } = await readReview(context, named);
    assert.equal(candidate.query, '[ERASED]');
    assert.equal(state.status, 'rejected');
    assert.equal(state.decidedBy?.decision.reason_code, 'erasure');
    assert.equal((await readReview(context, beside)).state.status, 'accepted');
    for (const [file, bytes] of journals) {
      const now = Buffer.from(await text(root, file)).toString('base64');
      assert.ok(now.startsWith(bytes.slice(0, -4)), 'journals only grow');
    }
    const { faults } = await verify({}, context);
    assert.deepEqual(faults, []);
  });

  it('keeps them out of the next snapshot, also what a branch accepts, and says so', async () => {
    await erase();
    const { manifest, file } = await buildSnapshot({}, context);
    assert.deepEqual(manifest.erased, ['[ERASED]']);
    assert.doesNotMatch(await text(root, file), /quorlbek/iu);
    assert.match(await text(root, file), /On call is/u);
    assert.match(await text(root, file), /git reset --soft/u);
    const after = { query: 'Who writes the notes?', assistant_output: TOLD };
    await act(other, 'edit', { after });
    await rename(join(root, TOMBSTONES_FOLDER), join(root, 'elsewhere')); // As on a branch from before.
    await act(other, 'accept', { reviewer: ben });
    await rename(join(root, 'elsewhere'), join(root, TOMBSTONES_FOLDER));
    const again = await buildSnapshot({}, context);
    assert.deepEqual(again.manifest.erased, ['[ERASED]', other]);
    const { faults } = await verify({}, context);
    assert.deepEqual(
      faults.map(({ check }) => check),
      ['erasure'],
    );
  });

  it('holds back what would come in again, and takes quotations out of what is new', async () => {
    await erase();
    const again = await extract({ full: true }, context);
    assert.deepEqual([again.report.candidates.added, again.report.candidates.erased], [0, 1]);
    const question = 'How do I list all branches of a repository?';
    const answer =
      'Run "git branch --all": it lists the branches here and those of every remote, the current one marked.';
    const said = { role: 'user', text: `${PERSON} asks`, t: 1_792_693_599_000 };
    await appendFile(join(root, LOG), asked(question, answer, 1_792_693_600_000, [said]));
    assert.equal((await extract({}, context)).report.candidates.added, 1);
    const lines = (await text(root, CANDIDATES)).trim().split('\n');
    assert.match(lines.at(-1) ?? '', /git branch --all/u);
    assert.match(lines.at(-1) ?? '', /\[ERASED\]/u);
    assert.doesNotMatch(await text(root, CANDIDATES), /quorlbek/iu);
  });

  it('is done once: planning again finds nothing more to do', async () => {
    await erase();
    const { reject, rewrite, evidence } = await planErasure({ values }, context);
    assert.deepEqual([reject, rewrite, evidence], [[], [], []]);
  });

  it('leaves an acceptance alone that an edit has taken them out of, and names the journal', async () => {
    await act(named, 'reopen');
    await act(named, 'edit', { after: { query: 'Who writes notes?', assistant_output: TOLD } });
    const clean = TOLD.replace(PERSON, 'the release manager');
    await act(named, 'edit', { after: { query: 'Who writes notes?', assistant_output: clean } });
    await act(named, 'accept', { reviewer: ben });
    const plan = await planErasure({ values }, context);
    assert.deepEqual(plan.reject, []);
    const journal = plan.left.find(({ what }) => what.startsWith('journals'));
    assert.match(journal?.places[0]?.file ?? '', /\/decisions\/.+\.jsonl$/u);
    await applyErasure({ values, plan: plan.id, reviewer }, context);
    const { state } = await readReview(context, named);
    assert.deepEqual([state.status, state.text.assistant_output], ['accepted', clean]);
    assert.deepEqual((await verify({}, context)).faults, []);
  });

  it('refuses another plan than the one that was shown', async () => {
    const { id } = await planErasure({ values }, context);
    await act(other, 'reopen');
    const before = await contentsOf(root);
    await assert.rejects(
      applyErasure({ values: [PERSON], plan: id.replace(/./u, 'x'), reviewer }, context),
      (error) => error instanceof CodelumiError && error.reason === 'changed-meanwhile',
    );
    assert.deepEqual(await contentsOf(root), before);
  });

  it('lets nobody accept what was erased, nor a text that names them, in whatever way', async () => {
    await erase();
    await undoStep(context, { reviewer });
    const refusal = (words: RegExp) => (error: unknown) =>
      error instanceof CodelumiError && error.reason === 'wrong-usage' && words.test(error.message);
    await assert.rejects(act(named, 'accept'), refusal(/was erased, and cannot be accepted/u));
    await act(other, 'reopen');
    await act(other, 'edit', { after: { query: 'Who writes notes?', assistant_output: TOLD } });
    await assert.rejects(act(other, 'accept'), refusal(/names somebody who was erased/u));
    const { items } = await readDecideItems(filesReader(context), [named, other]);
    const { decided, refused } = await decideMany(context, {
      action: 'accept',
      reviewer,
      checklist: ALL,
      items,
    });
    assert.deepEqual(
      [decided.length, refused.map(({ reason }) => reason)],
      [0, ['wrong-usage', 'wrong-usage']],
    );
    await exportReviewFile({}, context);
    const file = `training/staging/review_${DAY}.md`;
    await put(
      root,
      file,
      (await text(root, file))
        .replaceAll('- [ ]', '- [x]')
        .replaceAll(/^- \[x\] (Reject|Flag)/gmu, '- [ ] $1'),
    );
    const imported = await importReviewFile({ file, reviewer }, context);
    assert.deepEqual(imported.decided, []);
    assert.match(
      imported.refused.map(({ message }) => message).join(),
      /was erased.*names somebody/u,
    );
  });

  it('can be undone as one step, without bringing the text back', async () => {
    await erase();
    const { candidates } = await undoStep(context, { reviewer });
    assert.deepEqual(
      candidates.map(({ id }) => id),
      [named],
    );
    const { state } = await readReview(context, named);
    assert.notEqual(state.status, 'accepted');
    assert.equal(state.text.assistant_output, '[ERASED]');
  });

  it('goes from find to apply in the shell, the value on standard input', async () => {
    const run = async (...args: string[]) => {
      const child = startCli(['erase', ...args, '--stdin', '-w', root], {
        stdio: 'pipe',
      });
      child.stdin?.end(`${values.join('\n')}\n`);
      return finished(child);
    };
    const found = await run('find');
    assert.equal(found.code, 0, found.stderr);
    assert.match(
      found.stdout,
      /^candidates\/2026-11-20\.jsonl:1: candidate candidate-20261120-0001$/mu,
    );
    const planned = await run('plan', '--json');
    const { id } = JSON.parse(planned.stdout);
    const early = await run('apply', '--plan', id);
    assert.equal(early.code, 2);
    const done = await run('apply', '--plan', id, '--yes', '--reviewer', 'Ada <a@acme.dev>');
    assert.equal(done.code, 0, done.stderr);
    for (const { stdout, stderr } of [found, planned, early, done])
      assert.doesNotMatch(stdout + stderr, /quorlbek|zanthip/iu);
    assert.equal((await runCli(['erase', 'find', 'xy', '-w', root])).code, 2);
    const stale = await run('apply', '--plan', id, '--yes');
    assert.equal(stale.code, 4);
  }).timeout(120_000);
});
