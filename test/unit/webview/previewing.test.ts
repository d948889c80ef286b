import assert from 'node:assert/strict';
import type { Compared, Detail } from '../../../src/shared/candidateProtocol.js';
import type { Impact } from '../../../src/shared/impactProtocol.js';
import {
  effectWords,
  figureWords,
  holdoutCaveat,
  holdoutWords,
  orderWords,
  ownWords,
  rankWords,
  rerankedWords,
} from '../../../src/shared/impactWords.js';
import { chosenImpact, impactOf, likelyMerge } from '../../../webview/review/impactState.js';
import { settled } from './fakeHost.js';
import { openPanel } from './openPanel.js';
import { detail } from './sample.js';

const KB: Compared = {
  where: 'kb',
  id: 'kb-1',
  digest: 'd1',
  text: { query: 'Question there', assistant_output: 'Answer there' },
  variants: [],
  file: 'training/kb.json',
  line: 3,
};

const entry = (id: string) => ({
  id,
  from: { where: 'kb' as const, id },
  question: `What of ${id}?`,
});

function impact(more: Partial<Impact> = {}): Impact {
  return {
    candidate: 'c1',
    kind: 'keep',
    obstacle: null,
    rankedBy: null,
    inUse: null,
    inUseWhy: 'nothing is in production, and there is no models/reranker.joblib',
    entry: entry('kb-9'),
    isKnown: false,
    asksSame: false,
    replaces: [],
    entries: 10,
    own: [
      {
        question: 'Q',
        isVariant: false,
        before: null,
        after: 1,
        firstBefore: entry('kb-1'),
        firstAfter: entry('kb-9'),
      },
    ],
    holdout: {
      n: 60,
      figures: [{ name: 'MRR@10', before: 0.2832, after: 0.2911 }],
      improved: [],
      regressed: [],
      improvedCount: 2,
      regressedCount: 1,
      problems: [],
      problemCount: 0,
    },
    displaced: [],
    displacedCount: 0,
    ...more,
  };
}

async function opened(more: Partial<Detail> = {}) {
  const { host, time, session, store } = await openPanel(['c1', 'c2'], more);
  const choices = () => host.asked('impact').map(({ request }) => request.choice);
  const pass = async () => {
    time.pass(400);
    await settled();
  };
  return { host, session, store, choices, pass };
}

describe('looking at what a candidate would change', () => {
  it('waits until the reviewer stays with a candidate, and asks for one thing at a time', async () => {
    const { host, session, choices, pass, store } = await opened({ kbId: 'kb-1' });
    assert.deepEqual(choices(), []);
    session.perform('next');
    await host.answer('detail', detail('c2', { kbId: 'kb-1' }));
    await pass();
    assert.deepEqual(
      host.asked('impact').map(({ request }) => request),
      [{ type: 'impact', candidate: 'c2', choice: { kind: 'keep' } }],
    );
    await host.answer('impact', impact({ candidate: 'c2' }));
    assert.equal(impactOf(store.state, chosenImpact(store.state))?.phase, 'ready');
    assert.deepEqual(choices().at(-1), { kind: 'merge', other: { where: 'kb', id: 'kb-1' } });
    await host.answer('impact', impact({ kind: 'merge' }));
    await pass();
    assert.equal(choices().length, 2);
  });

  it('takes for a variant only what asks the same, or wants nearly the same answer', async () => {
    const near = (id: string) => [{ where: 'kb' as const, id, similarity: 0.9 }];
    const hint = async (more: Partial<Detail>, merged: Partial<Impact>) => {
      const { host, pass, store, choices } = await opened(more);
      await pass();
      await host.answer('impact', impact());
      assert.equal(choices().at(-1)?.kind, 'merge');
      assert.equal(likelyMerge(store.state), undefined);
      await host.answer('impact', impact({ kind: 'merge', ...merged }));
      return likelyMerge(store.state)?.choice.other.id;
    };
    assert.equal(await hint({ nearestKb: 'kb-1' }, {}), undefined);
    assert.equal(await hint({ nearestKb: 'kb-1' }, { asksSame: true }), 'kb-1');
    assert.equal(await hint({ nearestKb: 'kb-1', kbId: 'kb-2' }, {}), 'kb-2');
    assert.equal(await hint({ nearestKb: 'kb-1', nearDuplicates: near('kb-3') }, {}), 'kb-3');
    assert.equal(await hint({ kbId: 'kb-2' }, { obstacle: 'it is gone' }), undefined);
  });

  it('looks at the order of the reranker in use after that, and again where that gave way', async () => {
    const { host, choices, pass, store } = await opened();
    const asked = () => host.asked('rerankedImpact').length;
    const shown = () => impactOf(store.state, chosenImpact(store.state));
    await pass();
    await host.answer('impact', impact({ inUse: 'models/reranker.joblib' }));
    assert.equal(asked(), 1);
    await host.answer('rerankedImpact', null);
    await pass();
    assert.equal(asked(), 2);
    const reranked = impact({ rankedBy: 'models/reranker.joblib' });
    await host.answer('rerankedImpact', reranked);
    assert.deepEqual(shown()?.reranked, reranked);
    assert.match(rerankedWords(reranked), /^By models\/reranker\.joblib: As an entry of its own/u);
    await pass();
    assert.deepEqual([asked(), choices().length], [2, 1]);
    host.receive({ kind: 'event', event: { type: 'queueChanged' } });
    await host.answer('detail', detail('c1'));
    await pass();
    await host.answer('impact', impact({ inUse: 'models/reranker.joblib' }));
    await host.refuse('rerankedImpact', 'invalid-input', 'It cannot be read.');
    assert.equal(shown()?.rerankFailure, 'It cannot be read.');
    await pass();
    assert.equal(asked(), 3);
  });

  it('says in words that there is no reranker', async () => {
    const { host, pass } = await opened();
    await pass();
    await host.answer('impact', impact());
    await pass();
    assert.equal(host.asked('rerankedImpact').length, 0);
    assert.match(
      orderWords(impact()),
      /^No reranker is in use, .* order of BM25F: nothing is in production/u,
    );
    const inUse = { inUse: 'models/reranker.joblib', inUseWhy: 'as nothing is in production' };
    assert.match(
      orderWords(impact(inUse)),
      /the reranker in use is models\/reranker\.joblib, as nothing is in production\.$/u,
    );
  });

  it('looks at each choice of a comparison once, and shows the one that is made', async () => {
    const { host, session, choices, pass, store } = await opened();
    await pass();
    await host.answer('impact', impact());
    session.comparing.open({ where: 'kb', id: 'kb-1' });
    await host.answer('compare', KB);
    await pass();
    await host.answer('impact', impact({ kind: 'merge' }));
    await host.answer('impact', impact({ kind: 'supersede' }));
    await pass();
    assert.deepEqual(
      choices().map((choice) => choice?.kind),
      ['keep', 'merge', 'supersede'],
    );
    session.perform('mergeInto');
    await pass();
    assert.equal(impactOf(store.state, chosenImpact(store.state))?.impact?.kind, 'merge');
    assert.equal(choices().length, 3);
  });

  it('looks anew when something changes, shows what it knew meanwhile, and never blocks', async () => {
    const { host, choices, pass, store, session } = await opened();
    await pass();
    await host.answer('impact', impact());
    host.receive({ kind: 'event', event: { type: 'queueChanged' } });
    await host.answer('detail', detail('c1'));
    await pass();
    assert.equal(choices().length, 2);
    const shown = () => impactOf(store.state, chosenImpact(store.state));
    assert.equal(shown()?.phase, 'asked');
    assert.notEqual(shown()?.impact, undefined);
    session.perform('accept');
    assert.match(store.state.notice.text, /Not accepted/u);
    await host.refuse('impact', 'not-readable', 'The file is gone.');
    assert.deepEqual([shown()?.phase, shown()?.failure], ['failed', 'The file is gone.']);
    session.previewing.retry({ kind: 'keep' });
    await pass();
    assert.equal(choices().length, 3);
  });

  it('forgets what comes too late for a candidate that was left', async () => {
    const { host, session, pass, store } = await opened();
    await pass();
    session.perform('next');
    await host.answer('detail', detail('c2'));
    await host.answer('impact', impact());
    assert.equal(store.state.selected, 'c2');
    assert.equal(impactOf(store.state, { kind: 'keep' })?.impact, undefined);
  });

  it('says of an accepted candidate what was decided', async () => {
    const { choices, pass } = await opened({ status: 'accepted' });
    await pass();
    assert.deepEqual(choices(), [undefined]);
  });
});

describe('the words of an impact', () => {
  const own = (before: number | null, after: number | null): Impact['own'] => [
    {
      question: 'Q',
      isVariant: false,
      before,
      after,
      firstBefore: entry('kb-1'),
      firstAfter: null,
    },
  ];

  it('say where it is found, before and then', () => {
    assert.deepEqual(ownWords(impact()), [
      'As an entry of its own: it is found at rank 1 instead of not at all for its own question.',
      'Now kb-1 (“What of kb-1?”) is found first.',
    ]);
    const merged = impact({ kind: 'merge', entry: entry('kb-42'), own: own(7, 1) });
    assert.equal(
      effectWords(merged),
      'As a variant of kb-42 (“What of kb-42?”): kb-42 is found at rank 1 instead of 7 for its own question. Of 60 holdout queries 2 get better and 1 gets worse.',
    );
    const same = impact({ kind: 'supersede', replaces: [entry('kb-3')], own: own(2, 2) });
    assert.match(
      ownWords(same)[0] ?? '',
      /^In the place of kb-3: .* at rank 2 for its own question, as now/u,
    );
    assert.match(
      ownWords(impact({ isKnown: true }))[0] ?? '',
      /is there already, as kb-9: beside/u,
    );
    assert.deepEqual(ownWords(impact({ obstacle: 'kb-1 is \u202e gone' })), [
      'It cannot be done: kb-1 is ⟨U+202E⟩ gone.',
    ]);
  });

  it('say how far figures may be trusted', () => {
    const holdout = (n: number, problemCount = 0) =>
      impact({ kind: 'merge', holdout: { ...impact().holdout, n, problemCount } });
    assert.match(holdoutCaveat(holdout(0)) ?? '', /There is no holdout/u);
    assert.match(holdoutCaveat(holdout(0, 2)) ?? '', /No line of the holdout can be used/u);
    assert.match(holdoutCaveat(holdout(8)) ?? '', /So few queries say little: 8/u);
    assert.equal(holdoutCaveat(holdout(60)), undefined);
    const none = { ...impact().holdout, improvedCount: 0, regressedCount: 0, n: 1 };
    assert.equal(
      holdoutWords(impact({ holdout: none })),
      'Of 1 holdout query none gets better or worse.',
    );
  });

  it('never let a change look like none', () => {
    const figure = (before: number, after: number) =>
      figureWords({ name: 'MRR@10', before, after });
    assert.equal(figure(0.2832, 0.2911), 'MRR@10 0.283 → 0.291 (+0.008)');
    assert.equal(figure(0.5, 0.49999), 'MRR@10 0.500 → 0.500 (−<0.001)');
    assert.equal(figure(0.5, 0.5), 'MRR@10 0.500 → 0.500 (±0)');
    assert.equal(rankWords({ before: null, after: 4 }), 'not found → rank 4');
    assert.equal(rankWords({ before: 4, after: null }), 'rank 4 → not found');
  });
});
