import { at, cycle, type Random } from '../lib/random.js';
import { gaps } from '../topics/gaps.js';
import type { Topic } from '../topics/topic.js';
import { frequentFacts } from './frequent.js';
import type { Outcome } from './outcomeTypes.js';
import type { PlantedTurn } from './plantedTurns.js';
import { poisonedPairs } from './poisoning.js';
import type { Problem } from './problems.js';
import type { Turn } from './turn.js';

export type FreshTopic = Topic & { readonly theme: string };

const likes: readonly Outcome[] = ['button', 'said', 'button', 'buttonBare', 'said', 'saidOnly'];

/** Answers worth learning: liked, and not in the knowledge base. */
export function likedTurns(topics: readonly FreshTopic[], problems: readonly Problem[]): Turn[] {
  const like = cycle(likes);
  const fromTopics = topics.map(({ theme, ask, also, answer }, index) => {
    const question = index % 3 === 2 ? at(also, 0) : ask;
    return { theme, question, answer, outcome: like(), exact: true, hits: [] };
  });
  const fromProblems = problems.map((problem) => ({ ...problem, outcome: like(), exact: true }));
  return [...fromTopics, ...fromProblems];
}

/** The same pair again, and almost the same pair again. */
export function repeatedTurns(liked: readonly Turn[]): Turn[] {
  const same = liked
    .slice(0, 8)
    .map((turn, index) => repeat(turn, turn.question, index, 'duplicate'));
  const near = liked.slice(8, 12).map((turn, index) => {
    const question = `hey, ${turn.question.charAt(0).toLowerCase()}${turn.question.slice(1).replace(/\?$/, '')}`;
    return repeat(turn, question, index, 'near-duplicate');
  });
  return [...same, ...near];
}

function repeat(turn: Turn, question: string, index: number, kind: string): Turn {
  const outcome: Outcome = index % 2 === 0 ? 'said' : 'button';
  const expect = `${kind} of another liked pair: one candidate with the evidence of both`;
  const plant = { kind, value: question, ref: turn.question, expect, field: 'question' as const };
  return { ...turn, question, outcome, label: kind, plants: [plant] };
}

export function plantedTurns(list: readonly PlantedTurn[], label: string): Turn[] {
  const like = cycle<Outcome>(['button', 'said', 'button', 'said']);
  return list.map((turn) => ({ ...turn, outcome: like(), label, exact: true }));
}

const takenBack: readonly Outcome[] = [
  'thenUndone',
  'thenTestsFailed',
  'thenDown',
  'thenComplained',
  'thenUndone',
  'thenDown',
  'thenDownDaysLater',
  'thenDownDaysLater',
];

export function cancelledTurns(topics: readonly FreshTopic[]): Turn[] {
  return takenBack.map((outcome, index) => {
    const { theme, ask: question, answer } = at(topics, index);
    return { theme, question, answer, outcome, label: 'cancelled', exact: true };
  });
}

/** Asked many times, never answered well. */
export function gapTurns(random: Random): Turn[] {
  const outcomes: readonly Outcome[] = [
    'none',
    'complained',
    'none',
    'downBare',
    'none',
    'complained',
  ];
  return gaps.flatMap((topic) => {
    const again = random.shuffle(topic.also).slice(0, 2);
    return [topic.ask, ...topic.also, ...again].map((question, index): Turn => {
      const expect = 'asked nine times in other words, no KB hit: reported as a gap';
      return {
        theme: 'codelumi',
        question,
        answer: topic.answer,
        outcome: at(outcomes, index % outcomes.length),
        hits: [],
        exact: true,
        plants: [{ kind: 'gap', group: topic.key, value: question, expect, field: 'question' }],
      };
    });
  });
}

export function frequentTurns(): Turn[] {
  return frequentFacts.flatMap(({ theme, fact, queries }, group) =>
    queries.map(([question, answer]): Turn => {
      const expect = 'eight queries bear on one memory entry: candidate by frequency';
      const plant = {
        kind: 'frequent-memory-query',
        group: `memory-${group + 1}`,
        value: question,
        ref: fact,
        expect,
      };
      const plants = [{ ...plant, field: 'question' as const }];
      return { theme, question, answer, outcome: 'none', hits: [], exact: true, plants };
    }),
  );
}

export function poisoningTurns(): Turn[] {
  const expect =
    'near-duplicate instruction pushed nine times in one session: quarantined, counted once';
  return poisonedPairs.map(([question, answer]) => ({
    theme: 'shell',
    question,
    answer,
    outcome: 'button',
    label: 'poisoning',
    exact: true,
    plants: [{ kind: 'poisoning', value: answer, expect, field: 'answer' }],
  }));
}
