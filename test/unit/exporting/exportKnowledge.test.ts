import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExportInput } from '../../../src/core/exporting/exportInput.js';
import { exportKnowledge } from '../../../src/core/exporting/exportKnowledge.js';
import { exportManifestSchema } from '../../../src/core/exporting/exportManifest.js';
import type { JobContext } from '../../../src/core/job.js';
import { sha256 } from '../../../src/core/records/sha256.js';
import { decide, readReview } from '../../../src/core/review/decide.js';
import { untrusted } from '../../../src/node/nodeContext.js';
import { idOf, minedCandidate } from '../support/minedCandidate.js';
import { ADA, CANDIDATES, decideOn, signedWorkspace } from '../support/signedWorkspace.js';
import {
  accept,
  built,
  candidate,
  FILE,
  inKb,
  pair,
  REVIEWER,
  refused,
  workspace,
} from '../support/smallReview.js';
import { put, temporaryWorkspace, text } from '../support/temporaryWorkspace.js';
import { tickingContext } from '../support/testContext.js';

const ACCEPTED = { from: { kind: 'accepted' }, unsigned: true } as const;
const SNAPSHOT = { from: { kind: 'snapshot', name: 'latest' } } as const;

async function linesOf(root: string, file: string) {
  return (await text(root, file))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

async function exported(context: JobContext, input: Partial<ExportInput>) {
  return exportKnowledge({ format: 'chat', ...ACCEPTED, out: 'exports/x', ...input }, context);
}

/** Somebody else than the usual reviewer decides something. */
async function decideAs(context: JobContext, number: number, wish: object): Promise<void> {
  const { state } = await readReview(context, idOf(number));
  const { fingerprint, lastHash: on } = state;
  const request = { candidate: idOf(number), reviewer: REVIEWER, fingerprint, on, ...wish };
  await decide(context, request as Parameters<typeof decide>[1]);
}

describe('exportKnowledge', () => {
  it('takes what is accepted and signed, and says what it leaves out', async () => {
    const { root, ada, bob } = await signedWorkspace();
    const [first, second] = CANDIDATES;
    await decideOn(ada, first);
    await decideOn(
      { context: { ...bob.context, signer: undefined }, reviewer: bob.reviewer },
      second,
    );
    const done = await exported(ada.context, { unsigned: false });
    assert.deepEqual(done.manifest.counts, {
      read: 2,
      exported: 1,
      train: 1,
      validation: 0,
      test: 0,
    });
    assert.deepEqual(
      done.manifest.left_out.map(({ reason, ids }) => [reason, ids]),
      [['unsigned', [second]]],
    );
    const { state } = await readReview(ada.context, first);
    const [line] = await linesOf(root, 'exports/x/train.jsonl');
    assert.deepEqual(line, {
      messages: [
        { role: 'user', content: state.text.query },
        { role: 'assistant', content: state.text.assistant_output },
      ],
    });
    const [from] = await linesOf(root, 'exports/x/train.provenance.jsonl');
    assert.deepEqual([from.candidate, from.decision], [first, state.decidedBy?.decision.hash]);
    assert.equal(from.sha256, state.fingerprint);
    assert.ok(!(await text(root, 'exports/x/manifest.json')).includes(ADA.email));
    const all = await exported(ada.context, { unsigned: true });
    assert.equal(all.manifest.counts.exported, 2, 'an earlier export is replaced');
    assert.match(all.manifest.notes.join(' '), /nobody signed/u);
  });

  it('says what to do where nothing is signed', async () => {
    const root = await workspace(1, [candidate(1)]);
    const context = tickingContext(root);
    await accept(context, 1);
    await assert.rejects(
      exported(context, { unsigned: false }),
      refused('not-found', /1 no signature .*--unsigned/u),
    );
    assert.deepEqual(await readdir(root).then((names) => names.includes('exports')), false);
  });

  it('gives every file its digest, and the same bytes for the same data and seed', async () => {
    const root = await workspace(20, []);
    const context = tickingContext(root);
    const { manifest: snapshot } = await built(context, root);
    for (const format of ['csv', 'parquet', 'chat', 'hf'] as const) {
      const input = { ...SNAPSHOT, format, split: '60/20/20' };
      const one = await exported(context, { ...input, out: `exports/${format}` });
      const two = await exported(context, { ...input, out: `exports/${format}-2` });
      assert.deepEqual(
        one.manifest.files.filter(({ split }) => split),
        two.manifest.files.filter(({ split }) => split),
      );
      const { source, counts, files } = exportManifestSchema.parse(
        JSON.parse(await text(root, one.manifestFile)),
      );
      assert.equal(source.merkle_root, snapshot.merkle_root);
      assert.equal(source.sha256, snapshot.sha256);
      assert.equal(counts.train + counts.validation + counts.test, 20);
      for (const { path, sha256: digest, bytes } of files) {
        const content = await readFile(join(root, 'exports', format, path));
        assert.deepEqual([sha256(content), content.length], [digest, bytes], path);
      }
      const there = await readdir(join(root, 'exports', format), {
        recursive: true,
        withFileTypes: true,
      });
      assert.equal(there.filter((each) => each.isFile()).length, files.length + 1, 'nothing else');
    }
    assert.match(await text(root, 'exports/hf/README.md'), /^---\nlicense: unknown\n/u);
  });

  it('keeps what quality is measured with, and nearly the same, out of every split', async () => {
    const root = await workspace(6, []);
    const context = tickingContext(root);
    await built(context, root);
    const query = pair(2).query.replace('How do I clear', 'how to clear');
    await put(root, 'training/eval/holdout.jsonl', `${JSON.stringify({ query, answer: 'x' })}\n`);
    const { manifest } = await exported(context, { ...SNAPSHOT, split: '50/50' });
    const [left] = manifest.left_out;
    assert.deepEqual([left?.reason, left?.ids], ['evaluation', ['kb-2']]);
    for (const name of await readdir(join(root, 'exports/x')))
      if (name !== 'manifest.json')
        assert.ok(!(await text(root, `exports/x/${name}`)).includes('kb-2'), name);
    const all = await linesOf(root, `exports/x/${manifest.files[0]?.path}`);
    assert.ok(all.length > 0);
    for (const { messages } of all) assert.notEqual(messages[0].content, pair(2).query);
  });

  it('leaves out what is private in a snapshot, and masks it in the queue', async () => {
    const mail = 'ada.lovelace@analytical-engines.co.uk';
    const words = pair(60);
    const said = `${words.assistant_output} Then write to ${mail} about it.`;
    const risky = minedCandidate(3, { query: words.query, assistant_output: said });
    const root = await workspace(2, [candidate(1), risky]);
    await put(
      root,
      'training/more.jsonl',
      `${JSON.stringify({ id: 'mail', q: words.query, a: said })}\n`,
    );
    const context = tickingContext(root);
    await built(context, root);
    const { manifest } = await exported(context, SNAPSHOT);
    assert.deepEqual(
      manifest.left_out.map(({ reason, ids }) => [reason, ids]),
      [['private', ['mail']]],
    );
    const queue = await exported(context, {
      from: { kind: 'candidates' },
      format: 'csv',
      out: 'q.csv',
    });
    const table = await text(root, 'q.csv');
    assert.equal(queue.manifest.counts.exported, 2);
    assert.ok(!table.includes(mail) && table.includes(idOf(3)));
    assert.match(
      queue.manifest.notes.join(' '),
      /open in 1 of the texts; what is private in them is masked/u,
    );
    await assert.rejects(
      exported(context, { from: { kind: 'candidates' }, format: 'pairs' }),
      refused('wrong-usage', /people decided on/u),
    );
  });

  it('pairs an accepted answer with what was rejected, changed and replaced for its question, and nothing else', async () => {
    const question = pair(41).query;
    const worse = minedCandidate(2, { ...pair(42), query: question });
    const unseen = minedCandidate(3, { ...pair(43), query: question });
    const root = await workspace(1, [candidate(1), worse, unseen]);
    const context = tickingContext(root);
    const before = candidate(1).assistant_output;
    const after = { query: question, assistant_output: `${before} It takes a minute.` };
    await decideAs(context, 1, { action: 'edit', after });
    const { state } = await readReview(context, idOf(1));
    const bob = { name: 'Bob', email: 'bob@acme.dev' };
    for (const reviewer of [REVIEWER, bob])
      await decideAs(context, 1, {
        action: 'accept',
        reviewer,
        checklist: { factual: true, cited: true, no_pii: true, clear: true },
        resolution: { kind: 'supersede', entry: inKb(0) },
      });
    await decideAs(context, 2, { action: 'reject', reason_code: 'wrong', reason: 'No such page.' });
    const { manifest } = await exported(context, { format: 'pairs' });
    const lines = await linesOf(root, 'exports/x/train.jsonl');
    assert.equal(state.text.assistant_output, after.assistant_output);
    assert.deepEqual(
      lines.map(({ prompt, chosen, rejected, rejected_kind: kind }) => [
        prompt,
        chosen,
        rejected,
        kind,
      ]),
      [
        [question, after.assistant_output, before, 'edited'],
        [question, after.assistant_output, pair(0).assistant_output, 'superseded'],
        [question, after.assistant_output, worse.assistant_output, 'rejected'],
      ],
    );
    assert.equal(manifest.files[0]?.rows, 3);
    assert.deepEqual(lines[2].rejected_from.candidate, idOf(2));
  });

  it('filters the queue, and a snapshot by words only', async () => {
    const root = await workspace(4, [candidate(1), candidate(2)]);
    const context = tickingContext(root);
    for (const number of [1, 2]) await accept(context, number);
    await built(context, root);
    const ids = async (input: Partial<ExportInput>) => {
      const { out } = await exported(context, {
        format: 'csv',
        out: `exports/${Math.random()}`,
        ...input,
      });
      return (await text(root, `${out}/train.csv`))
        .trim()
        .split('\r\n')
        .slice(1)
        .map((line) => line.split(',')[0]);
    };
    assert.deepEqual(await ids({ filter: `id:${idOf(2)}` }), [idOf(2)]);
    assert.deepEqual(await ids({ ...SNAPSHOT, unsigned: true, filter: '"proxy a"' }), ['kb-1']);
    await assert.rejects(
      ids({ ...SNAPSHOT, filter: 'status:pending' }),
      refused('wrong-usage', /words/u),
    );
  });

  it('overwrites nothing but an export, and writes nowhere that something is read from', async () => {
    const root = await workspace(2, []);
    const context = tickingContext(root);
    await built(context, root);
    await put(root, 'mine/notes.txt', 'mine');
    await put(root, 'mine.csv', 'mine');
    const refusals: [Partial<ExportInput>, string][] = [
      [{ out: 'mine' }, 'wrong-usage'],
      [{ out: 'mine.csv', format: 'csv' }, 'wrong-usage'],
      [{ out: 'mine.csv' }, 'wrong-usage'],
      [{ out: 'Training/x' }, 'wrong-usage'],
      [{ out: './candidates' }, 'wrong-usage'],
      [{ out: '.codelumi/x' }, 'wrong-usage'],
      [{ out: 'userData/x' }, 'wrong-usage'],
      [{ out: '../x' }, 'wrong-usage'],
      [{ out: '.' }, 'wrong-usage'],
      [{ out: 'x.csv', format: 'csv', split: '90/10' }, 'wrong-usage'],
      [{ licence: 'a\nb' }, 'wrong-usage'],
      [{ seed: 'a b`' }, 'wrong-usage'],
    ];
    for (const [input, reason] of refusals)
      await assert.rejects(
        exported(context, { ...SNAPSHOT, ...input }),
        { reason },
        JSON.stringify(input),
      );
    assert.equal(await text(root, 'mine/notes.txt'), 'mine');
    await exported(context, SNAPSHOT);
    await put(root, 'exports/x/own.txt', 'mine');
    await assert.rejects(exported(context, SNAPSHOT), refused('wrong-usage', /no export/u));
  });

  it('writes outside of the workspace where a person named it, and never where it is not trusted', async () => {
    const root = await workspace(2, []);
    const elsewhere = await temporaryWorkspace();
    const context = tickingContext(root);
    await built(context, root);
    const input = { ...SNAPSHOT, out: 'set', elsewhere };
    await assert.rejects(exported(untrusted(context), input), { reason: 'not-trusted' });
    assert.deepEqual(await readdir(elsewhere), []);
    await exported(context, input);
    assert.deepEqual(await readdir(elsewhere), ['set']);
  });

  it('leaves nothing of what was cancelled, or what failed, and what was there', async () => {
    const root = await workspace(2, []);
    const context = tickingContext(root);
    await built(context, root);
    await exported(context, SNAPSHOT);
    const before = await text(root, 'exports/x/train.jsonl');
    const stop = new AbortController();
    const stopping: JobContext = {
      ...context,
      signal: stop.signal,
      progress: ({ message }) => {
        if (message.startsWith('Writing')) stop.abort();
      },
    };
    await assert.rejects(
      exported({ ...stopping, progress: stopping.progress }, { ...SNAPSHOT, split: '50/50' }),
      { name: 'JobCancelled' },
    );
    assert.deepEqual(await readdir(join(root, 'exports')), ['x']);
    assert.equal(await text(root, 'exports/x/train.jsonl'), before);
  });

  it('goes on beside lines of the queue that cannot be read', async () => {
    const root = await workspace(1, [candidate(1)]);
    await put(root, FILE, `${await text(root, FILE)}{"id": broken\n`);
    const { manifest } = await exported(tickingContext(root), { from: { kind: 'candidates' } });
    assert.equal(manifest.counts.exported, 1);
    assert.deepEqual(
      manifest.left_out.map(({ reason, count }) => [reason, count]),
      [['unreadable', 1]],
    );
  });
});
