import assert from 'node:assert/strict';
import type { CandidateDraft } from '../../../../src/core/mining/candidateDraft.js';
import { KnownTexts } from '../../../../src/core/mining/duplicates/knownTexts.js';
import { siftDrafts } from '../../../../src/core/mining/duplicates/siftDrafts.js';
import { siftReport } from '../../../../src/core/mining/duplicates/siftReport.js';
import { fingerprintOf } from '../../../../src/core/records/fingerprint.js';

const QUESTION = 'How do I watch files?';
const ANSWER =
  'Start the runner with the watch flag, keep the terminal open and press a to run all.';
const OPTIONS = { returnAfter: 5, isStaged: () => false };

function draft(query: string, assistant_output: string): CandidateDraft {
  return {
    source: 'user_memory',
    timestamp: '2026-11-01T08:00:00.000Z',
    query,
    assistant_output,
    user_feedback: 'positive_feedback',
    author: 'codelumi-system',
    fingerprint: fingerprintOf({ query, assistant_output }),
    provenance: [],
    evidence: [],
    metadata: { corroboration: { sessions: 1, days: 1 } },
  };
}

function knowledge(...questions: readonly string[]): KnownTexts {
  const known = new KnownTexts();
  for (const [index, question] of questions.entries()) {
    const position = { file: 'kb.json', line: index + 1, byteOffset: 0, byteLength: 1 };
    const rest = {
      variants: [],
      supersedes: [],
      confidence: undefined,
      source: undefined,
      date: undefined,
      position,
    };
    known.addKbEntry({ id: `kb-${index}`, question, answer: ANSWER, ...rest });
  }
  return known;
}

describe('drafts of one run', () => {
  it('make one candidate of one answer, whatever was asked', () => {
    const drafts = [draft(QUESTION, ANSWER), draft('Otherwise?', `${ANSWER} `)];
    const sifted = siftDrafts(drafts, new KnownTexts(), OPTIONS);
    assert.deepEqual([sifted.fresh.length, sifted.repeated], [1, 1]);
  });

  it('are counted once each', () => {
    const drafts = [
      draft(QUESTION, ANSWER),
      draft('Else?', 'Something else entirely.'),
      draft('A?', ANSWER),
      draft('Approved?', 'The assistant approved this one itself.'),
    ];
    const isStaged = ({ query }: CandidateDraft) => query === 'Approved?';
    const sifted = siftDrafts(drafts, knowledge(QUESTION), { ...OPTIONS, isStaged });
    const report = siftReport(sifted);
    const { already_known, in_knowledge_base, in_staging, held_back, repeated } = report;
    assert.deepEqual(
      [already_known, in_knowledge_base, in_staging, held_back, repeated, sifted.fresh.length],
      [0, 1, 1, 0, 1, 1],
    );
  });
});

describe('an entry of the knowledge base', () => {
  it('is copied only by a draft that asks nothing in other words', () => {
    const asked = draft(QUESTION, ANSWER);
    const variants = ['Is there a watch mode?'];
    const more = { ...asked, metadata: { ...asked.metadata, variants } };
    const fates = (known: KnownTexts) => siftDrafts([more], known, OPTIONS).fresh.length;
    assert.equal(fates(knowledge(QUESTION)), 1);
    assert.equal(fates(knowledge(QUESTION, ...variants)), 0);
  });
});
