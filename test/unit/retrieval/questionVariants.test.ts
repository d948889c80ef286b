import assert from 'node:assert/strict';
import { KnownTexts } from '../../../src/core/mining/duplicates/knownTexts.js';
import { Enricher } from '../../../src/core/mining/enrichment/enrich.js';
import { readKnowledgeBase } from '../../../src/core/retrieval/knowledgeBase.js';
import { KnowledgeContext } from '../../../src/core/screening/context/knowledgeContext.js';
import { isScreenedField } from '../../../src/core/screening/documents/documentKind.js';
import { configSchema } from '../../../src/core/workspace/configSchema.js';
import { temporaryWorkspace } from '../support/temporaryWorkspace.js';
import { testContext } from '../support/testContext.js';

const ANSWER = 'Run `git reset --soft HEAD~1` and the changes stay.';
const VARIANT = 'Take back what I recorded last';

async function knowledge() {
  const context = testContext(
    await temporaryWorkspace({
      'training/kb.json': JSON.stringify([
        { id: 'kb-1', q: 'How do I delete a branch?', a: 'Run `git branch -d` with its name.' },
        { id: 'kb-2', q: 'How do I undo a commit?', a: ANSWER, variants: [VARIANT, '', 7] },
      ]),
    }),
  );
  return { context, entries: (await readKnowledgeBase(context, 'training')).entries };
}

describe('variants of an entry', () => {
  it('are read where they are questions', async () => {
    const { entries } = await knowledge();
    assert.deepEqual(
      entries.map(({ variants }) => variants),
      [[], [VARIANT]],
    );
  });

  it('let the entry be found', async () => {
    const { context, entries } = await knowledge();
    const { screening: policy } = configSchema.parse({});
    const sources = { knowledgeBase: entries, drafts: [], policy, conversationGapMs: 1 };
    const draft = {
      query: 'what I recorded last, take it back',
      assistant_output: '',
      provenance: [],
      evidence: [],
      metadata: {},
    };
    const { metadata } = await new Enricher(context, sources).enrich(draft as never);
    assert.equal(metadata.nearest_kb?.id, 'kb-2');
    const same = new KnowledgeContext(entries).sameQuestion(`${VARIANT}?`, 0.9, 3);
    assert.deepEqual(
      same.map(({ item }) => item.id),
      ['kb-2'],
    );
  });

  it('are known, so that they make no second candidate', async () => {
    const { entries } = await knowledge();
    const known = new KnownTexts();
    for (const entry of entries) known.addKbEntry(entry);
    const draft = { query: VARIANT, assistant_output: ANSWER, metadata: {} };
    assert.deepEqual(
      known.copiesOf(draft as never).map(({ id }) => id),
      ['kb-2'],
    );
    assert.deepEqual(known.copiesOf({ ...draft, query: 'Anything else' } as never), []);
  });

  it('are screened where they stand in a file', () => {
    assert.ok(isScreenedField('training', ['variants', 0]));
    assert.ok(!isScreenedField('training', ['metadata', 0]));
  });
});
