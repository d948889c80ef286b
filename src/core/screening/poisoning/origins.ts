import { addToGroup } from '../../records/addToGroup.js';
import { NearDuplicates } from '../../retrieval/nearDuplicates.js';
import type { Screenable } from '../context/screenable.js';

/** Where candidates come from: one conversation, or one named author. */
export interface Origin {
  readonly kind: 'conversation' | 'author';
  /** Ids of its candidates, oldest first. */
  readonly members: readonly string[];
}

/** A candidate among those of the same origin. */
export interface Place {
  readonly origin: Origin;
  /** From 1: the how manieth of its origin it is. */
  readonly number: number;
  /** Ids of those of the same origin that say nearly the same, itself included. */
  readonly cluster: readonly string[];
}

/** What the extractor writes where nobody is named. */
const NOBODY = 'codelumi-system';

/**
 * Finds out which candidates come from one origin. Candidates do not name their conversation, so it is
 * inferred: those that only one conversation speaks for, from one file, no further apart in time than the
 * pause that would have begun another conversation. Two of a conversation can be missed, none is made up.
 */
export class Origins {
  readonly #places = new Map<string, Place[]>();

  /** @param gapMs the pause, in milliseconds, after which a new conversation begins */
  constructor(candidates: readonly Screenable[], gapMs: number) {
    const answered = candidates
      .filter(({ assistant_output }) => assistant_output.trim() !== '')
      .toSorted(byTime);
    for (const members of conversationsOf(answered, gapMs)) this.#add('conversation', members);
    for (const members of authorsOf(answered)) this.#add('author', members);
  }

  /** Where a candidate stands among those of the same origin; none when it is the only one. */
  placesOf(id: string): readonly Place[] {
    return this.#places.get(id) ?? [];
  }

  #add(kind: Origin['kind'], members: readonly Screenable[]): void {
    if (members.length < 2) return;
    const origin: Origin = { kind, members: members.map(({ id }) => id) };
    const answers = new NearDuplicates();
    for (const { id, assistant_output } of members) answers.add(id, assistant_output);
    members.forEach(({ id, assistant_output }, index) => {
      const cluster = answers.find(assistant_output).map((hit) => hit.id);
      addToGroup(this.#places, id, { origin, number: index + 1, cluster });
    });
  }
}

function byTime(a: Screenable, b: Screenable): number {
  return Date.parse(a.timestamp) - Date.parse(b.timestamp) || (a.id < b.id ? -1 : 1);
}

function conversationsOf(inOrder: readonly Screenable[], gapMs: number): Screenable[][] {
  const conversations: Screenable[][] = [];
  const open = new Map<string, { members: Screenable[]; last: number }>();
  for (const candidate of inOrder) {
    const file = candidate.provenance[0]?.file;
    if (file === undefined || (candidate.metadata.corroboration?.sessions ?? 1) > 1) continue;
    const time = Date.parse(candidate.timestamp);
    const known = open.get(file);
    if (known !== undefined && time - known.last <= gapMs) {
      known.members.push(candidate);
      known.last = time;
    } else {
      const members = [candidate];
      conversations.push(members);
      open.set(file, { members, last: time });
    }
  }
  return conversations;
}

function authorsOf(candidates: readonly Screenable[]): Screenable[][] {
  const authors = new Map<string, Screenable[]>();
  for (const candidate of candidates) {
    if (candidate.author !== NOBODY) addToGroup(authors, candidate.author, candidate);
  }
  return [...authors.values()];
}
