import { aboutAnswer } from '../candidateRules/aboutAnswer.js';
import type { ContextRule } from '../contextRule.js';
import type { Origin } from '../poisoning/origins.js';

const FROM: Readonly<Record<Origin['kind'], string>> = {
  conversation: 'one conversation',
  author: 'one author',
};

/** Nearly the same answer again and again from one hand: somebody wants it to be learned. */
export const nearDuplicateCluster: ContextRule = {
  rule: 'near-duplicate-cluster',
  version: 1,
  description: 'Several nearly equal answers from one conversation or one author.',
  find(candidate, { others }, { poisoning }) {
    const place = others
      .placesOf(candidate)
      .find(({ cluster }) => cluster.length >= poisoning.clusterSize);
    if (place === undefined) return [];
    const { cluster, origin } = place;
    return [
      aboutAnswer(this, candidate.assistant_output, {
        kind: 'poisoning',
        severity: 'warning',
        score: 0.85,
        message: `${cluster.length} nearly equal answers to different questions come from ${FROM[origin.kind]}.`,
      }),
    ];
  },
};

/** One conversation, or one author, must not make a large part of what is learned. */
export const originCap: ContextRule = {
  rule: 'origin-cap',
  version: 1,
  description: 'More candidates from one conversation or one author than the settings allow.',
  find(candidate, { others }, { poisoning }) {
    const share = Math.ceil(poisoning.authorShare * others.count);
    const caps = {
      conversation: poisoning.perConversation,
      author: Math.max(poisoning.perConversation, share),
    };
    const place = others
      .placesOf(candidate)
      .find(({ number, origin }) => number > caps[origin.kind]);
    if (place === undefined) return [];
    const { number, origin } = place;
    return [
      aboutAnswer(this, candidate.assistant_output, {
        kind: 'poisoning',
        severity: 'warning',
        score: 0.6,
        message: `Number ${number} of ${origin.members.length} candidates from ${FROM[origin.kind]}; ${caps[origin.kind]} are allowed.`,
      }),
    ];
  },
};
