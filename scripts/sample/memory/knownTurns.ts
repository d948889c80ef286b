import { codeFacts } from '../kb/factsCode.js';
import { practiceFacts } from '../kb/factsPractice.js';
import { toolFacts } from '../kb/factsTools.js';
import { hitOf, type KbTopic } from '../kb/kbModel.js';
import { at, type Random } from '../lib/random.js';
import type { Hit } from './draft.js';
import type { Outcome } from './outcomeTypes.js';
import type { Turn } from './turn.js';

const facts = [...toolFacts, ...codeFacts, ...practiceFacts];

/** Questions that the knowledge base answers, with the hits it gave. */
export class KnownTurns {
  readonly #known: readonly KbTopic[];
  readonly #random: Random;

  constructor(known: readonly KbTopic[], random: Random) {
    this.#known = known;
    this.#random = random;
  }

  /** The right entry first, then some neighbours; facts have no id, as in old KB files. */
  hits(topic: KbTopic): Hit[] {
    const near = this.#known.filter(({ theme, id }) => theme === topic.theme && id !== topic.id);
    const others = this.#random.shuffle(near).slice(0, this.#random.int(0, 2)).map(hitOf);
    const loose = this.#random.chance(0.3) ? [{ title: at(this.#random.pick(facts), 0) }] : [];
    return [hitOf(topic), ...others, ...loose];
  }

  turn(topic: KbTopic, question: string, outcome: Outcome, extra: Partial<Turn> = {}): Turn {
    const { theme, answer } = topic;
    return { theme, question, answer, outcome, hits: this.hits(topic), ...extra };
  }

  /** The same hit liked again and again: knowledge that proved itself. */
  accepted(topics: readonly KbTopic[]): Turn[] {
    const ways: readonly Outcome[] = ['button', 'said', 'said'];
    return topics.flatMap((topic) =>
      [topic.ask, at(topic.also, 0), topic.ask].map((question, index) =>
        this.turn(topic, question, at(ways, index), {
          label: 'kb-accepted',
          exact: true,
          plants: [
            {
              kind: 'repeated-accepted-hit',
              group: topic.id,
              ref: topic.id,
              expect: 'KB hit used and accepted three times: one candidate of source kb_usage',
              field: 'answer',
            },
          ],
        }),
      ),
    );
  }

  rejected(topics: readonly KbTopic[]): Turn[] {
    const ways: readonly Outcome[] = ['complained', 'down', 'complained', 'downBare'];
    return topics.flatMap((topic) =>
      [topic.ask, at(topic.also, 0), at(topic.also, 1), topic.ask].map((question, index) =>
        this.turn(topic, question, at(ways, index), {
          exact: true,
          plants: [
            {
              kind: 'repeated-rejected-hit',
              group: topic.id,
              ref: topic.id,
              expect:
                'KB hit used and rejected four times: no candidate; coverage shows it as failing',
              field: 'answer',
            },
          ],
        }),
      ),
    );
  }

  /** The wording of a holdout query slipped into the logs. */
  leaked(topics: readonly KbTopic[]): Turn[] {
    return topics.map((topic) => {
      const query = at(topic.also, -1);
      const question = `${query.charAt(0).toUpperCase()}${query.slice(1)}?`;
      return this.turn(topic, question, 'said', {
        label: 'holdout-leak',
        exact: true,
        plants: [
          {
            kind: 'holdout-leak',
            group: topic.id,
            value: question,
            ref: query,
            expect:
              'near-duplicate of a holdout query: flagged, must not be trained on or added unseen',
            field: 'question',
          },
        ],
      });
    });
  }

  contradicting(topics: readonly KbTopic[]): Turn[] {
    return topics.map((topic) => ({
      theme: topic.theme,
      question: topic.ask,
      answer: topic.wrong ?? '',
      outcome: 'button',
      label: 'contradiction',
      exact: true,
      plants: [
        {
          kind: 'contradiction',
          group: topic.id,
          value: topic.wrong ?? '',
          ref: topic.id,
          expect: `mined and flagged: it contradicts ${topic.id} in the KB`,
          field: 'answer' as const,
        },
      ],
    }));
  }
}
