import assert from 'node:assert/strict';
import { extract } from '../../../src/core/mining/extract.js';
import type { Candidate, Finding } from '../../../src/core/records/candidate.js';
import { queryKey } from '../../../src/core/retrieval/queryText.js';
import { type ScreenResult, screen } from '../../../src/core/screening/screen.js';
import { type PlantedPositive, planted, sampleWorkspace } from '../support/sampleWorkspace.js';
import { text } from '../support/temporaryWorkspace.js';
import { testContext } from '../support/testContext.js';

describe('screening, on the sample workspace', () => {
  let candidates: Candidate[];
  let positives: readonly PlantedPositive[];
  let screened: ScreenResult;

  before(async () => {
    const root = await sampleWorkspace();
    const { file } = await extract({}, testContext(root));
    screened = await screen({}, testContext(root));
    ({ positives } = await planted());
    const lines = (await text(root, file)).trim().split('\n');
    candidates = lines.map((line) => JSON.parse(line));
  });

  /** Candidates with a finding of one of the rules. */
  function flaggedBy(...rules: readonly string[]): Candidate[] {
    return candidates.filter(({ findings }) => findings.some(({ rule }) => rules.includes(rule)));
  }

  function questionsOf(label: string): string[] {
    return positives
      .filter((positive) => positive.label === label && positive.cancelledBy === undefined)
      .map(({ question }) => queryKey(question))
      .sort();
  }

  function keysOf(found: readonly Candidate[]): string[] {
    return found.map(({ query }) => queryKey(query)).sort();
  }

  function findingsOf(found: readonly Candidate[], rule: string): Finding[] {
    return found.flatMap(({ findings }) => findings.filter((each) => each.rule === rule));
  }

  it('finds every planted contradiction of the knowledge base, and nothing else', () => {
    const found = flaggedBy('contradiction');
    assert.deepEqual(keysOf(found), questionsOf('contradiction'));
    for (const { other } of findingsOf(found, 'contradiction')) assert.equal(other?.where, 'kb');
  });

  it('finds every contradiction planted inside the knowledge base, and nothing else', async () => {
    const { items } = await planted();
    const expected = items
      .filter(({ kind, file }) => kind === 'contradiction' && file.startsWith('training/'))
      .map(({ file, line }) => `${file}:${line}`);
    const sides = screened.conflicts.map(({ one, other }) =>
      [one, other].map(({ file, line }) => `${file}:${line}`),
    );
    for (const place of expected)
      assert.ok(
        sides.some((pair) => pair.includes(place)),
        place,
      );
    for (const pair of sides)
      assert.ok(
        pair.some((place) => expected.includes(place)),
        `${pair}`,
      );
  });

  it('finds every planted attempt at poisoning, and nothing else', () => {
    const expected = questionsOf('poisoning');
    for (const rule of ['model-instruction', 'piped-download']) {
      assert.deepEqual(keysOf(flaggedBy(rule)), expected, rule);
    }
    for (const rule of ['near-duplicate-cluster', 'origin-cap', 'retrieval-reach']) {
      for (const key of keysOf(flaggedBy(rule))) assert.ok(expected.includes(key), rule);
    }
    assert.ok(flaggedBy('near-duplicate-cluster').length >= 5);
  });

  it('finds what was planted as hostile, each stretch of it, and nothing else', () => {
    const rules = ['active-markup', 'bidi-control', 'control-sequence', 'invisible-character'];
    for (const rule of rules) {
      assert.deepEqual(keysOf(flaggedBy(rule)), questionsOf('hostile'), rule);
    }
    const [hostile] = flaggedBy('bidi-control');
    assert.ok(hostile);
    const quoted = findingsOf([hostile], 'active-markup').map(({ field, start, end }) =>
      hostile[field].slice(start, end),
    );
    assert.ok(quoted.includes('<script>'));
    assert.ok(quoted.some((words) => words.includes('command:workbench')));
    assert.ok(quoted.some((words) => words.includes('javascript:alert')));
    for (const rule of ['tag-characters', 'mixed-script', 'hidden-comment']) {
      assert.deepEqual(flaggedBy(rule), []);
    }
  });

  it('finds every planted leak from an evaluation set, and nothing else', () => {
    const found = flaggedBy('holdout-leak');
    assert.deepEqual(keysOf(found), questionsOf('holdout-leak'));
    for (const { severity, other } of findingsOf(found, 'holdout-leak')) {
      assert.equal(severity, 'blocking');
      assert.match(other?.id ?? '', /^training\/eval\/holdout\.jsonl:\d+$/u);
    }
  });

  it('offers what was meant where text was decoded wrongly, and there alone', () => {
    const found = flaggedBy('broken-encoding');
    assert.deepEqual(keysOf(found), questionsOf('mojibake'));
    const [broken] = found;
    const mended = findingsOf(found, 'broken-encoding')
      .toSorted((a, b) => b.start - a.start)
      .reduce(
        (text, { start, end, replacement = '' }) =>
          text.slice(0, start) + replacement + text.slice(end),
        broken?.assistant_output ?? '',
      );
    const meant = positives.find(({ label }) => label === 'mojibake')?.answer;
    assert.equal(mended, meant);
  });

  it('rejects the short answers and nothing else as uninformative', () => {
    const rejected = candidates.filter(({ status }) => status === 'rejected');
    const uninformative = candidates.filter(({ findings }) =>
      findings.some(({ kind }) => kind === 'uninformative'),
    );
    assert.deepEqual(keysOf(uninformative), questionsOf('short'));
    for (const short of keysOf(uninformative)) assert.ok(keysOf(rejected).includes(short));
  });

  it('calls few right answers ungrounded', () => {
    const answered = candidates.filter(({ assistant_output }) => assistant_output !== '');
    const share = flaggedBy('ungrounded-claims').length / answered.length;
    assert.ok(share <= 0.03, `${share}`);
    assert.deepEqual(flaggedBy('no-provenance'), []);
  });
});
