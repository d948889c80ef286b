import type { KbTopic } from '../kb/kbModel.js';
import { at, type Random } from '../lib/random.js';
import type { Cast } from './cast.js';
import type { Conversation } from './draft.js';
import { FillTurns } from './fillTurns.js';
import { fixedConversations } from './fixedConversations.js';
import {
  cancelledTurns,
  frequentTurns,
  gapTurns,
  likedTurns,
  plantedTurns,
  repeatedTurns,
} from './freshTurns.js';
import { KnownTurns } from './knownTurns.js';
import { garble, oddEntries, oversizeConversation } from './malformed.js';
import {
  hostileTurn,
  personalTurns,
  privatePlants,
  privateQuestions,
  shortTurns,
} from './plantedTurns.js';
import { problems } from './problems.js';
import { type Turn, TurnWriter } from './turn.js';

const likedProblems = 12;

export function planConversations(
  known: readonly KbTopic[],
  cast: Cast,
  random: Random,
): { conversations: Conversation[]; writer: TurnWriter } {
  const writer = new TurnWriter(random);
  const knownTurns = new KnownTurns(known, random);
  const fill = new FillTurns(random);
  const liked = likedTurns(cast.liked, problems.slice(0, likedProblems));
  const quiet = new Set([...cast.accepted, ...cast.leaked].map(({ id }) => id));
  const rejected = new Set(cast.rejected.map(({ id }) => id));
  const turns: Turn[] = [
    ...liked,
    ...repeatedTurns(liked),
    ...knownTurns.accepted(cast.accepted),
    ...knownTurns.rejected(cast.rejected),
    ...knownTurns.leaked(cast.leaked),
    ...knownTurns.contradicting(cast.contradicted),
    ...plantedTurns(personalTurns, 'personal-or-secret'),
    ...plantedTurns(shortTurns, 'short'),
    ...plantedTurns([hostileTurn], 'hostile'),
    ...cancelledTurns(cast.cancelled),
    ...gapTurns(random),
    ...frequentTurns(),
    ...privateQuestions.map((turn, index) => privateTurn(turn, index)),
    ...problems.slice(likedProblems).map((p): Turn => ({ ...p, outcome: 'none' })),
    ...fill.wrong([...cast.disputed, ...cast.ordinary.filter(({ wrong }) => wrong)]),
    ...fill.known(
      known.filter(({ id }) => !rejected.has(id)),
      knownTurns,
      quiet,
    ),
    ...fill.fresh([...cast.ordinary, ...cast.liked]),
  ];
  const conversations = group(turns, writer, random);
  const { garbled } = cast;
  const garbledTurn: Turn = {
    theme: garbled.theme,
    question: garbled.ask,
    answer: garbled.answer,
    outcome: 'button',
    label: 'mojibake',
    exact: true,
  };
  conversations.splice(40, 0, garble({ theme: 'codelumi', drafts: writer.drafts(garbledTurn) }));
  conversations.splice(90, 0, oversizeConversation());
  conversations.splice(150, 0, oddEntries());
  return {
    conversations: [...conversations, ...fixedConversations(cast.cancelled, writer)],
    writer,
  };
}

function privateTurn(turn: (typeof privateQuestions)[number], index: number): Turn {
  const plants = at(privatePlants, index).map((plant) => ({
    ...plant,
    field: 'question' as const,
  }));
  return { ...turn, outcome: 'none', exact: true, plants };
}

/** One to three turns on the same theme make a conversation. */
function group(turns: readonly Turn[], writer: TurnWriter, random: Random): Conversation[] {
  const byTheme = new Map<string, Turn[]>();
  for (const turn of random.shuffle(turns)) {
    byTheme.set(turn.theme, [...(byTheme.get(turn.theme) ?? []), turn]);
  }
  const groups: Turn[][] = [];
  for (const list of byTheme.values()) {
    while (list.length > 0) groups.push(list.splice(0, random.pick([1, 1, 2, 2, 3])));
  }
  return random.shuffle(groups).map((list) => ({
    theme: at(list, 0).theme,
    drafts: list.flatMap((turn) => writer.drafts(turn)),
  }));
}
