import { utc } from '../lib/time.js';
import type { Conversation, Draft } from './draft.js';
import { frequentFacts } from './frequent.js';
import { type FreshTopic, poisoningTurns } from './freshTurns.js';
import type { TurnWriter } from './turn.js';

/** What must happen at a certain time: before, after, or in the middle of the night. */
export function fixedConversations(
  cancelled: readonly FreshTopic[],
  writer: TurnWriter,
): Conversation[] {
  const facts = frequentFacts.map(({ theme, fact }, index): Conversation => {
    const expect = 'relevant to eight later queries: candidate by frequency';
    const plants = [{ kind: 'frequent-memory', group: `memory-${index + 1}`, value: fact, expect }];
    const drafts: Draft[] = [
      { role: 'user', text: fact, after: 0, plants },
      { role: 'assistant', text: 'Noted, I will remember that for this workspace.', after: 4 },
    ];
    return { theme, drafts, start: utc('2026-10-18T16:00:00') + index * 3_600_000 };
  });
  const poisoning = {
    theme: 'shell',
    drafts: poisoningTurns().flatMap((turn) => writer.drafts(turn)),
    start: utc('2026-11-14T03:12:07'),
  };
  const takenBack = cancelled.slice(6, 8).map(({ theme, ask: question, answer }, index) => {
    const down = writer.outcomes.button(
      'thumbs_down',
      { question, answer, outcome: 'down' },
      {
        kind: 'cancelled-positive',
        group: 'thenDownDaysLater',
        ref: question,
        expect: 'the pair was liked days before; this cancels it: no candidate',
      },
    );
    return { theme, drafts: [down], start: utc('2026-11-20T21:30:00') + index * 2_700_000 };
  });
  return [...facts, poisoning, ...takenBack];
}
