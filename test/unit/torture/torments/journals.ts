import fc from 'fast-check';
import { appendToJournal, readJournal } from '../../../../src/core/workspace/journal.js';
import { type Damage, damaged, damages, linesIn } from '../damage.js';
import { Lost, torment } from '../torment.js';
import { MemoryFiles } from '../world/memoryFiles.js';
import { requireTyped } from './damagedFiles.js';

const JOURNAL = 'staging_kb/2026-11-20/decisions/adas.jsonl';

interface DamagedJournal {
  readonly entries: readonly string[];
  readonly damage: Damage;
}

/** A journal is read as far as its chain is whole; what is appended afterwards takes nothing away. */
export const journals = torment<DamagedJournal>({
  name: 'a journal damaged, read, and appended to',
  cost: 2,
  cases: fc.record({
    entries: fc.array(fc.string({ unit: 'binary', maxLength: 30 }), { minLength: 1, maxLength: 8 }),
    damage: damages,
  }),
  prepare: async () => async (given) => appendToDamaged(given),
});

async function appendToDamaged({ entries, damage }: DamagedJournal): Promise<number> {
  const files = new MemoryFiles(new Map(), () => 0);
  for (const text of entries) await appendToJournal(files, JOURNAL, { text });
  const whole = Buffer.from(await files.read(JOURNAL));
  const spoilt = damaged(JOURNAL, whole, damage);
  files.put(JOURNAL, spoilt);
  await requireSamePrefix(files, linesIn(whole), linesIn(spoilt));
  try {
    await appendToJournal(files, JOURNAL, { text: 'one more' });
  } catch (error) {
    requireTyped(error, 'appending');
  }
  const after = [JOURNAL, `${JOURNAL}.torn`].flatMap((path) =>
    linesIn(files.contents().get(path) ?? Buffer.alloc(0)),
  );
  const there = new Set(after.map((line) => line.toString('latin1')));
  const lost = linesIn(spoilt).filter((line) => !there.has(line.toString('latin1')));
  if (lost.length > 0) throw new Lost(lost.length, `Appending took ${lost.length} lines away`);
  return linesIn(spoilt).length;
}

/** Everything before the first byte that differs counts, unless its line is not the line that was written. */
async function requireSamePrefix(
  files: MemoryFiles,
  before: readonly Buffer[],
  after: readonly Buffer[],
): Promise<void> {
  const { lines } = await readJournal(files, JOURNAL);
  const same = before.findIndex((line, at) => !line.equals(after[at] ?? Buffer.alloc(0)));
  const ended = (await files.read(JOURNAL)).at(-1) === 10 ? after.length : after.length - 1;
  const whole = Math.min(same < 0 ? before.length : same, ended);
  if (lines.length < whole)
    throw new Lost(whole - lines.length, `${whole} lines are whole, ${lines.length} were read`);
}
