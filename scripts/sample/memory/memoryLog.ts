import type { KbTopic } from '../kb/kbModel.js';
import type { PlantedList } from '../lib/planted.js';
import { at, type Random } from '../lib/random.js';
import { day, minutes, utc } from '../lib/time.js';
import type { Cast } from './cast.js';
import type { Conversation, RawLine } from './draft.js';
import { damage, legacyLines, tornLast } from './malformed.js';
import type { StrongPositive } from './outcomeTypes.js';
import { planConversations } from './plan.js';
import { MemoryWriter, type Usage } from './writer.js';

export interface MemoryLog {
  readonly writer: MemoryWriter;
  readonly strong: readonly StrongPositive[];
  readonly usages: readonly Usage[];
  readonly conversations: number;
}

const firstDay = utc('2026-10-19T00:00:00');
const workingDays = 25;
const crlf = new Set([60, 140]);
const joined = new Set([33, 97, 161, 205]);

export function buildMemory(
  known: readonly KbTopic[],
  cast: Cast,
  planted: PlantedList,
  random: Random,
): MemoryLog {
  const { conversations, writer: turns } = planConversations(known, cast, random);
  const timed = schedule(conversations, random);
  const writer = new MemoryWriter(random, planted);
  begin(writer, planted);
  const broken = damage();
  timed.forEach((conversation, index) => {
    writer.conversation(dress(conversation, index, broken));
  });
  writer.raw(tornLast);
  const { strong } = turns.outcomes;
  return { writer, strong, usages: writer.usages, conversations: timed.length };
}

function begin(writer: MemoryWriter, planted: PlantedList): void {
  const bom = writer.log.append(Buffer.from([0xef, 0xbb, 0xbf]), '');
  planted.add({ kind: 'malformed:bom', expect: 'skipped; the first record starts at byte 3' }, bom);
  writer.conversation({
    theme: 'codelumi',
    drafts: [{ role: 'system', text: 'Memory file created by CodeLumi 2.0.0.', after: 0 }],
    start: utc('2026-10-16T08:00:00'),
  });
  for (const line of legacyLines()) writer.raw(line);
}

/** Spreads the conversations over the working days, far enough apart to be told from each other. */
function schedule(conversations: readonly Conversation[], random: Random): Conversation[] {
  const free = conversations.filter(({ start }) => start === undefined);
  const fixed = conversations.filter(({ start }) => start !== undefined);
  const perDay = Math.ceil(free.length / workingDays);
  const gap = (13 * 60) / perDay;
  const timed = free.map((conversation, index) => {
    const dayIndex = Math.floor(index / perDay);
    const weekend = 2 * Math.floor(dayIndex / 5);
    const slot = minutes((index % perDay) * gap + random.int(0, 7));
    return {
      ...conversation,
      start: firstDay + (dayIndex + weekend) * day + minutes(7 * 60) + slot,
    };
  });
  return [...timed, ...fixed].sort((a, b) => (a.start ?? 0) - (b.start ?? 0));
}

/** Puts the damaged lines between the conversations, and gives some conversations other line ends. */
function dress(conversation: Conversation, index: number, broken: RawLine[]): Conversation {
  const style = crlf.has(index) ? 'crlf' : joined.has(index) ? 'joined' : undefined;
  const hit = index >= 25 && index % 17 === 8 && broken.length > 0;
  const before = hit ? [at(broken.splice(0, 1), 0)] : [];
  return { ...conversation, before, ...(style ? { style } : {}) };
}
