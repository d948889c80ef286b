import assert from 'node:assert/strict';
import { Enricher } from '../../../../src/core/mining/enrichment/enrich.js';
import { extract } from '../../../../src/core/mining/extract.js';
import { mineLogs } from '../../../../src/core/mining/mineLogs.js';
import { type Candidate, candidateSchema } from '../../../../src/core/records/candidate.js';
import { answerAlone, type Reranker } from '../../../../src/core/reranking/reranker.js';
import { readConfig } from '../../../../src/core/workspace/config.js';
import { MemoryLog } from '../../support/memoryLog.js';
import { sampleWorkspace } from '../../support/sampleWorkspace.js';
import { temporaryWorkspace, text } from '../../support/temporaryWorkspace.js';
import { testContext } from '../../support/testContext.js';

const LOG = 'userData/lumi_memory.jsonl';
const ANSWER =
  'Put the arguments behind two dashes: npm run test -- --watch, and they go to the script.';
const QUESTION = 'How do I pass arguments to an npm script?';

async function mined(log: MemoryLog): Promise<Candidate[]> {
  const root = await temporaryWorkspace({ [LOG]: log.toString() });
  return candidatesOf(root);
}

async function candidatesOf(root: string): Promise<Candidate[]> {
  const { file } = await extract({}, testContext(root));
  return (await text(root, file))
    .trim()
    .split('\n')
    .map((line) => candidateSchema.parse(JSON.parse(line)));
}

describe('what a new candidate is told beside its text', () => {
  it('has two turns before its answer and two after it, of its own conversation', async () => {
    const log = new MemoryLog()
      .user('Before the pause')
      .pause(100)
      .user('First')
      .assistant('Second')
      .detected('Second', { type: 'copy_event', confidence: 1 })
      .user(QUESTION)
      .kbUsed(['kb-1'], ANSWER)
      .assistant(ANSWER)
      .button('up')
      .user('And on Windows?')
      .assistant('The same.')
      .user('Fine.');
    const [candidate] = await mined(log);
    const { before, after } = candidate?.metadata.passage_context ?? { before: [], after: [] };
    const shown = [...before, ...after].map(({ role, text, line }) => `${line} ${role}: ${text}`);
    assert.deepEqual(shown, [
      '3 assistant: Second',
      `5 user: ${QUESTION}`,
      '9 user: And on Windows?',
      '10 assistant: The same.',
    ]);
    assert.ok(before.every(({ file }) => file === LOG));
  });

  it('cuts long turns with a mark, and masks what is private in them before it cuts', async () => {
    const address = ['ada', 'northwind-labs.dev'].join('@');
    const log = new MemoryLog()
      .user(`Mine is ${address}. ${'word '.repeat(400)}`)
      .assistant(`${'x'.repeat(490)} ${address}`)
      .user(QUESTION)
      .assistant(ANSWER)
      .button('up')
      .user(`${'😀'.repeat(600)}`);
    const [candidate] = await mined(log);
    const context = candidate?.metadata.passage_context;
    const texts = [...(context?.before ?? []), ...(context?.after ?? [])].map((turn) => turn.text);
    assert.equal(texts[0], `${'x'.repeat(490)} [EMAIL_1]`);
    assert.equal(texts[2], `${'😀'.repeat(499)}…`);
    const record = JSON.stringify(candidate);
    assert.ok(!record.includes('northwind'), record);
  });

  it('names the nearest other entries: of its conversation, and what other drafts stand on', async () => {
    const far =
      'Scripts get arguments of npm through environment variables as well, in old versions.';
    const said =
      'Our npm scripts never take arguments, everything is an environment variable here.';
    const log = new MemoryLog()
      .user('What else do npm scripts get?')
      .assistant(far, 'lumi')
      .button('up')
      .pause(100)
      .user(said)
      .assistant('I see.')
      .user(QUESTION)
      .assistant(ANSWER)
      .button('up')
      .user('Is the weather nice?');
    const candidates = await mined(log);
    const candidate = candidates.find(({ query }) => query === QUESTION);
    const near = candidate?.metadata.proximate_entries ?? [];
    assert.deepEqual(near.map(({ id, role, excerpt }) => [id, role, excerpt]).sort(), [
      [`${LOG}:2`, 'lumi', far],
      [`${LOG}:4`, 'user', said],
    ]);
    assert.ok(near.every(({ score }) => score > 0));
  });

  it('weighs evidence by who gave it', async () => {
    const strength = async (log: MemoryLog) =>
      (await mined(log))[0]?.confidence_metrics.evidence_strength;
    const asked = () => new MemoryLog().user(QUESTION).assistant(ANSWER);
    assert.equal(await strength(asked().button('up')), 0.4);
    assert.equal(await strength(asked().user('Thanks, that works!')), 0.3);
    const gap = new MemoryLog();
    for (let time = 0; time < 6; time += 1)
      gap
        .pause(100)
        .user(`Which proxy port does workspace ${time} use for proxy sync?`)
        .assistant('No idea.')
        .button('down');
    const complaints = (await strength(gap)) ?? 1;
    assert.ok(complaints < 0.5, `six complaints are no praise: ${complaints}`);
  });

  it('has the score of the reranker, where there is one, and its name', async () => {
    const root = await temporaryWorkspace({
      [LOG]: new MemoryLog().user(QUESTION).assistant(ANSWER).button('up').toString(),
    });
    const context = testContext(root);
    const config = await readConfig(context.files);
    const { drafts } = (await mineLogs(context, config)).result;
    const asked: unknown[] = [];
    const scorer = (score: number): Reranker => ({
      name: 'test',
      version: '1.2.3',
      sha256: 'a'.repeat(64),
      score: async (query, answers) => {
        asked.push([query, answers]);
        return [score];
      },
    });
    const enriched = async (reranker: Reranker | undefined) => {
      const policy = config.screening;
      const sources = { drafts, knowledgeBase: [], policy, conversationGapMs: 1 };
      const [draft] = drafts;
      assert.ok(draft);
      return new Enricher(context, sources, reranker).enrich(draft);
    };
    const scored = await enriched(scorer(0.123456));
    assert.equal(scored.confidence_metrics.reranker, 0.123);
    assert.deepEqual(scored.metadata.reranker, {
      name: 'test',
      version: '1.2.3',
      sha256: 'a'.repeat(64),
    });
    assert.deepEqual(asked, [[QUESTION, [answerAlone(ANSWER)]]]);
    for (const none of [await enriched(scorer(Number.NaN)), await enriched(undefined)])
      assert.equal(none.confidence_metrics.reranker, undefined);
  });
});

describe('a workspace whose reranker cannot be read', () => {
  it('has its candidates without its score, and says why in the report', async () => {
    const log = new MemoryLog().user(QUESTION).assistant(ANSWER).button('up');
    const root = await temporaryWorkspace({
      [LOG]: log.toString(),
      'models/reranker.joblib': 'nonsense',
    });
    const { report } = await extract({}, testContext(root));
    assert.equal(report.candidates.added, 1);
    assert.match(report.reranker_problem ?? '', /reranker cannot be read/u);
  });
});

describe('the sample workspace, enriched', () => {
  let candidates: Candidate[];
  before(async () => {
    candidates = await candidatesOf(await sampleWorkspace());
  });

  it('gives every candidate its tokens, its evidence and its place in the conversation', () => {
    for (const { id, query, assistant_output, confidence_metrics, metadata } of candidates) {
      const { tokens, passage_context } = metadata;
      assert.equal(tokens?.encoding, 'cl100k_base');
      assert.ok((tokens?.query ?? 0) > 0 && query.length >= (tokens?.query ?? 0), id);
      assert.equal(tokens?.assistant_output === 0, assistant_output === '', id);
      const strength = confidence_metrics.evidence_strength ?? 0;
      assert.ok(strength > 0 && strength < 1, id);
      const turns = [...(passage_context?.before ?? []), ...(passage_context?.after ?? [])];
      assert.ok(turns.length <= 4, id);
      assert.ok(
        turns.every(({ text }) => Array.from(text).length <= 500),
        id,
      );
    }
    const without = candidates.filter(({ metadata }) => metadata.passage_context === undefined);
    assert.deepEqual(
      without.map(({ id }) => id),
      [],
    );
  });

  it('has every answer scored by the assistant’s reranker', () => {
    for (const { assistant_output, confidence_metrics, metadata } of candidates) {
      if (assistant_output === '') continue;
      assert.ok((confidence_metrics.reranker ?? -1) >= 0);
      assert.equal(metadata.reranker?.name, 'reranker.joblib');
    }
  });

  it('names no candidate’s own lines as entries near it, and none twice', () => {
    for (const { id, provenance, metadata } of candidates) {
      const near = (metadata.proximate_entries ?? []).map((entry) => entry.id);
      assert.ok(near.length <= 5 && new Set(near).size === near.length, id);
      assert.ok(
        provenance.every(({ file, line }) => !near.includes(`${file}:${line}`)),
        id,
      );
    }
  });
});
