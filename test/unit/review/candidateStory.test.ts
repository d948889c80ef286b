import assert from 'node:assert/strict';
import { extract } from '../../../src/core/mining/extract.js';
import { decide, readReview } from '../../../src/core/review/decide.js';
import { ReviewIndex } from '../../../src/core/review/reviewIndex.js';
import { reviewRequests } from '../../../src/worker/reviewRequests.js';
import { CountingFiles } from '../support/countingFiles.js';
import { MemoryLog } from '../support/memoryLog.js';
import { put, temporaryWorkspace, text } from '../support/temporaryWorkspace.js';
import { tickingContext } from '../support/testContext.js';

const LOG = 'userData/lumi_memory.jsonl';
const FILE = 'candidates/2026-11-19.jsonl';
const ID = 'candidate-20261119-0002';
const SECRET = ['ghp', `_${'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8'}`].join('');

/** Three candidates, the second of which holds a secret. */
async function workspace() {
  const root = await temporaryWorkspace();
  const log = new MemoryLog();
  for (const topic of ['One', `Use token ${SECRET}`, 'Three'])
    log
      .user(`${topic}, how does it work in the end?`)
      .assistant(`A long enough answer about ${topic}, which is what you wanted to know.`)
      .button('up')
      .pause(99);
  await put(root, LOG, log.toString());
  await extract({}, tickingContext(root, '2026-11-19T10:00:00.000Z'));
  return { root, context: tickingContext(root, '2026-11-21T10:00:00.000Z') };
}

describe('the story of a candidate', () => {
  it('says where it comes from and where it stands, by reading one record', async () => {
    const { root, context } = await workspace();
    const counting = new CountingFiles(context.files);
    const counted = { ...context, files: counting.files };
    const index = new ReviewIndex(counted);
    await index.refresh();
    const { candidate, state, findings } = await readReview(counted, ID);
    const { fingerprint, lastHash: on } = state;
    const reviewer = { name: 'Ada', email: '' };
    await decide(
      counted,
      { candidate: ID, action: 'flag', fingerprint, on, reviewer, reason: SECRET },
      index,
    );
    counting.take();
    const story = await index.story(ID);
    const line = (await text(root, FILE)).split('\n')[1] ?? '';
    assert.deepEqual([...counting.take()], [[FILE, Buffer.byteLength(line)]]);
    assert.equal(story?.status, 'flagged');
    assert.equal(story.decision?.by, 'Ada');
    assert.equal(story.decision.action, 'flag');
    assert.equal(story.line, 2);
    assert.equal(story.bm25, candidate.confidence_metrics.bm25);
    assert.equal(story.proofs, candidate.provenance.length);
    assert.equal(story.proof?.line, candidate.provenance[0]?.line);
    assert.deepEqual([...story.rules], [...new Set(findings.map(({ rule }) => rule))]);
    assert.ok(!JSON.stringify(story).includes(SECRET));
  });

  it('is not told of what is not known, or no longer what was read', async () => {
    const { root, context } = await workspace();
    const index = new ReviewIndex(context);
    assert.equal(await index.story(ID), undefined, 'nothing was read yet');
    await index.refresh();
    assert.equal(await index.story('candidate-20261119-0099'), undefined);
    assert.equal(await index.story('nonsense'), undefined);
    await put(root, FILE, `\n${await text(root, FILE)}`);
    assert.equal(await index.story(ID), undefined, 'its place is another');
    await index.refresh();
    assert.equal((await index.story(ID))?.line, 3);
  });
});

describe('what the worker tells of a candidate', () => {
  it('has masks where secrets stand', async () => {
    const { context } = await workspace();
    const index = new ReviewIndex(context);
    await index.refresh();
    const requests = reviewRequests(index, context);
    const review = await requests.readMasked({ id: ID });
    const titles = await requests.titles({
      wishes: [
        { candidate: ID, text: 'as mined' },
        { candidate: undefined, text: `What is ${SECRET}?` },
        { candidate: 'candidate-20261119-0099', text: `Not known: ${SECRET}` },
        { candidate: undefined, text: '' },
      ],
    });
    assert.ok(!JSON.stringify([review, titles]).includes(SECRET));
    assert.match(review.state.text.query, /••••••• \(/u);
    assert.match(titles[0] ?? '', /^Use token ••••••• \(/u);
    assert.match(titles[1] ?? '', /^What is ••••••• \(.*\)\?$/u);
    assert.match(titles[2] ?? '', /^Not known: ••••••• \(/u);
    assert.equal(titles[3], '');
  });
});
