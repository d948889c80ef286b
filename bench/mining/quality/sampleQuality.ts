import { readFile } from 'node:fs/promises';
import type { Candidate } from '../../../src/core/records/candidate.js';
import { queryKey } from '../../../src/core/retrieval/queryText.js';
import type { RuleId } from '../logs/plants.js';
import { isFoundBy, questionsOf, RULE_IDS } from './candidates.js';
import { type Score, scoreOf } from './score.js';

interface Positive {
  readonly question: string;
  readonly answer: string;
  readonly cancelledBy?: string;
}

interface Item {
  readonly kind: string;
  readonly value?: string;
  readonly group?: string;
  readonly ref?: string;
}

interface Labels {
  readonly positives: readonly Positive[];
  readonly items: readonly Item[];
}

/** A gap counts as found by what most of a candidate's questions are about. */
const MAJORITY = 0.5;

/** Each rule over the sample workspace, held against the list that its generator writes. */
export async function sampleQuality(candidates: readonly Candidate[]): Promise<Map<RuleId, Score>> {
  const labels: Labels = JSON.parse(await readFile('test/fixtures/sample/planted.json', 'utf8'));
  const byRule: Readonly<Record<RuleId, [Set<string>, (candidate: Candidate) => Set<string>]>> = {
    R1: praisedPairs(labels),
    R2: [
      refsOf(labels, 'repeated-accepted-hit'),
      ({ metadata }) => new Set([metadata.kb_id ?? '']),
    ],
    R3: [
      valuesOf(labels, 'frequent-memory'),
      ({ assistant_output }) => new Set([assistant_output]),
    ],
    R4: gaps(labels),
  };
  return new Map(
    RULE_IDS.map((rule) => {
      const [planted, namesOf] = byRule[rule];
      const found = candidates.filter((candidate) => isFoundBy(candidate, rule)).map(namesOf);
      return [rule, scoreOf(planted, found)];
    }),
  );
}

function praisedPairs({ positives }: Labels): [Set<string>, (candidate: Candidate) => Set<string>] {
  const kept = positives.filter(({ cancelledBy }) => cancelledBy === undefined);
  const pairOf = (question: string, answer: string) => `${queryKey(question)}\n${queryKey(answer)}`;
  return [
    new Set(kept.map(({ question, answer }) => pairOf(question, answer))),
    (each) => new Set(questionsOf(each).map((question) => pairOf(question, each.assistant_output))),
  ];
}

function gaps({ items }: Labels): [Set<string>, (candidate: Candidate) => Set<string>] {
  const planted = items.filter(({ kind }) => kind === 'gap');
  const groupOf = new Map(planted.map(({ value = '', group = '' }) => [queryKey(value), group]));
  const groups = new Set(groupOf.values());
  return [
    groups,
    (candidate) => {
      const about = questionsOf(candidate).map((question) => groupOf.get(queryKey(question)));
      const share = (group: string) => about.filter((each) => each === group).length / about.length;
      return new Set([...groups].filter((group) => share(group) > MAJORITY));
    },
  ];
}

function refsOf({ items }: Labels, wanted: string): Set<string> {
  return new Set(items.filter(({ kind }) => kind === wanted).map(({ ref = '' }) => ref));
}

function valuesOf({ items }: Labels, wanted: string): Set<string> {
  return new Set(items.filter(({ kind }) => kind === wanted).map(({ value = '' }) => value));
}
