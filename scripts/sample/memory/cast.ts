import type { KbTopic } from '../kb/kbModel.js';
import { at, type Random } from '../lib/random.js';
import type { FreshTopic } from './freshTurns.js';

const likedTopics = 34;
const garbledKey = 'lumi-memory-off';

export type Cast = ReturnType<typeof castRoles>;

/** Which topic plays which part; nobody plays two, so that the expected counts stay exact. */
export function castRoles(known: readonly KbTopic[], fresh: readonly FreshTopic[], random: Random) {
  const pool = random.shuffle(fresh.filter(({ key }) => key !== garbledKey));
  const disputed = known.filter(({ wrong }) => wrong);
  const plain = random.shuffle(known.filter(({ wrong }) => !wrong));
  return {
    accepted: plain.slice(0, 7),
    rejected: plain.slice(7, 10),
    leaked: plain.slice(10, 14),
    contradicted: disputed.slice(0, 4),
    disputed: disputed.slice(4),
    liked: pool.slice(0, likedTopics),
    cancelled: pool.slice(likedTopics, likedTopics + 8),
    ordinary: pool.slice(likedTopics + 8),
    garbled: at(
      fresh.filter(({ key }) => key === garbledKey),
      0,
    ),
  };
}
