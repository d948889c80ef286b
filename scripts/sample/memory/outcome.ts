import type { Plant } from '../lib/planted.js';
import { cycle, type Random } from '../lib/random.js';
import type { Draft } from './draft.js';
import type { Outcome, StrongPositive, Subject } from './outcomeTypes.js';
import {
  complaint,
  implicitReactions,
  praise,
  type Reaction,
  type TypedReaction,
} from './phrases.js';
import {
  approval,
  commentsOn,
  detectors,
  downTypes,
  freeText,
  freeTypes,
  themesWithTests,
  upTypes,
  weakSignal,
} from './signalWords.js';

export class Outcomes {
  readonly strong: StrongPositive[] = [];
  readonly #random: Random;
  readonly #up = cycle(upTypes);
  readonly #down = cycle(downTypes);
  readonly #free = cycle(freeTypes);
  readonly #praise = cycle(praise);
  readonly #complaint = cycle(complaint);
  readonly #implicit = cycle(implicitReactions);
  readonly #detector = cycle(detectors);

  constructor(random: Random) {
    this.#random = random;
  }

  drafts(subject: Subject): Draft[] {
    const { outcome } = subject;
    switch (outcome) {
      case 'none':
        return [];
      case 'button':
      case 'buttonBare':
        this.#count(subject, outcome);
        return [this.button(this.#up(), outcome === 'button' ? subject : undefined)];
      case 'said':
      case 'saidOnly':
        this.#count(subject, outcome);
        return this.#said(subject, this.#praise(), 'positive_feedback', outcome === 'said');
      case 'weak':
        return this.#weak(subject);
      case 'implicit': {
        const reaction = this.#implicitFor(subject);
        return this.#said(subject, reaction, reaction.type, true);
      }
      case 'down':
      case 'downBare':
        return [this.button(this.#down(), outcome === 'down' ? subject : undefined)];
      case 'complained':
        return this.#said(subject, this.#complaint(), 'negative_feedback', true);
      case 'freeText':
        return [this.button(this.#free(), subject, freeText)];
      default:
        return this.#cancelled(subject, outcome);
    }
  }

  /** Tests pass after advice on code, not after advice on the editor. */
  #implicitFor({ theme = '' }: Subject): TypedReaction {
    for (;;) {
      const reaction = this.#implicit();
      if (reaction.type !== 'test_pass' || themesWithTests.has(theme)) return reaction;
    }
  }

  button(type: string, subject?: Subject, plant?: Plant): Draft {
    const meta = {
      feedbackText: this.#random.pick(commentsOn(type)),
      type,
      question: subject?.question ?? null,
      assistant: subject?.answer ?? null,
    };
    return {
      role: 'signal',
      text: `feedback:${type}`,
      meta,
      after: this.#random.int(5, 40),
      source: 'renderer-feedback',
      ...(plant ? { plants: [plant] } : {}),
    };
  }

  #count(subject: Subject, by: StrongPositive['by'], cancelledBy?: string): void {
    const { question, answer, label = 'clean' } = subject;
    this.strong.push({ label, by, question, answer, ...(cancelledBy ? { cancelledBy } : {}) });
  }

  #said(subject: Subject, reaction: Reaction, type: string, detected: boolean): Draft[] {
    const user = { role: 'user', text: reaction.text, after: this.#random.int(30, 120) };
    if (!detected) return [user];
    const { question, answer } = subject;
    const payload = this.#random.chance(0.6) ? { payload: { question, answer } } : {};
    const signal = { type, confidence: 0.9, evidence: reaction.evidence, ...payload };
    const second = type === 'positive_feedback' ? approval(reaction.text, answer) : [];
    return [user, this.#detected(answer, signal, ...second)];
  }

  #weak(subject: Subject): Draft[] {
    if (!subject.opener) return [];
    const { type, evidence } = subject.opener;
    const confidence = this.#random.pick([0.6, 0.7, 0.9]);
    const { question, answer } = subject;
    const payload = this.#random.chance(0.5) ? { payload: { question, answer } } : {};
    const draft = this.#detected(answer, { type, confidence, evidence, ...payload });
    return [{ ...draft, plants: [weakSignal] }];
  }

  #detected(answer: string, ...signals: readonly object[]): Draft {
    const meta = { signals, source: this.#detector() };
    return { role: 'signal', text: answer.slice(0, 2000), meta, after: 1 };
  }

  /** Liked first, and taken back a little later: such an answer must not be mined. */
  #cancelled(subject: Subject, outcome: Outcome): Draft[] {
    const plant: Plant = {
      kind: 'cancelled-positive',
      group: outcome,
      ref: subject.question,
      expect: 'the positive signal is cancelled: no candidate from it',
    };
    const first = [this.button(this.#up(), subject)];
    this.#count(subject, 'button', outcome);
    const later = outcome === 'thenDownDaysLater' ? [] : this.#cancellation(subject, outcome);
    return [
      ...first,
      ...later.map((draft, index) => (index === 0 ? { ...draft, plants: [plant] } : draft)),
    ];
  }

  #cancellation(subject: Subject, outcome: Outcome): Draft[] {
    if (outcome === 'thenUndone') {
      const undo = { text: 'undo that please, it broke the build', evidence: 'undo that' };
      return this.#said(subject, undo, 'undo', true);
    }
    if (outcome === 'thenTestsFailed') {
      const failed = { text: 'hm, 3 tests fail with this change', evidence: 'tests fail' };
      return this.#said(subject, failed, 'test_fail', true);
    }
    if (outcome === 'thenDown') return [this.button(this.#down(), subject)];
    const wrong = { text: 'I was too quick, that answer is wrong', evidence: 'wrong' };
    return this.#said(subject, wrong, 'negative_feedback', true);
  }
}
