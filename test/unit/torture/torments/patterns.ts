import { createContext, Script } from 'node:vm';
import { isBounded } from '../boundedPatterns.js';
import { place } from '../damage.js';
import { type Attack, attacksOn } from '../patternAttacks.js';
import { type SourcePattern, sourcePatterns } from '../sourcePatterns.js';
import { torment } from '../torment.js';

/** Lengths of texts; each is tried as long as the one before took little. */
const LENGTHS = [40, 400, 4_000, 16_000, 64_000, 256_000, 1_000_000];
/** What takes longer than this is stopped, also within one match. */
const TIMEOUT_MS = 6_000;
/** Of processor time: below it, clocks are all that is measured. */
const LEAST_MS = 40;
/** Four times the text may take this many times as long. */
const MOST_GROWTH = 9;

export interface PatternAttack {
  readonly pattern: SourcePattern;
  readonly attack: Attack;
}

/** Every pattern in the sources that may meet a long text, with every text that is made against it. */
export function allAttacks(): PatternAttack[] {
  const unique = new Map(sourcePatterns().map((each) => [`${each.flags}/${each.source}`, each]));
  const met = [...unique.values()].filter((pattern) => !isBounded(pattern));
  return met.flatMap((pattern) =>
    attacksOn(pattern.source, pattern.flags).map((attack) => ({ pattern, attack })),
  );
}

export const patterns = torment<number>({
  name: 'a text of up to 1 MB against a pattern of the sources',
  cost: 10,
  cases: place,
  prepare: async () => {
    const attacks = allAttacks();
    return async (at) => {
      const found = attacks[Math.floor(at * attacks.length)];
      const slow = found && growthOf(found, LENGTHS);
      if (slow !== undefined) throw new Error(slow);
      return 0;
    };
  },
});

/** @returns what is wrong: how the time grows with the text; undefined where it grows with its length */
export function growthOf(
  { pattern, attack }: PatternAttack,
  lengths: readonly number[],
): string | undefined {
  let before: number | undefined;
  let last = 0;
  for (const length of lengths) {
    const spent = matchMs(pattern, textOf(attack, length));
    const said = `${pattern.place}: /${pattern.source}/${pattern.flags} against ${JSON.stringify(attack)}`;
    if (spent === undefined) return `${said}: more than ${TIMEOUT_MS} ms for ${length} characters`;
    const growth = before === undefined ? 0 : spent / Math.max(before, LEAST_MS);
    if (growth > (MOST_GROWTH * length) / (4 * last))
      return `${said}: ${length} characters took ${spent.toFixed(0)} ms, ${growth.toFixed(0)} times as much as ${last}`;
    before = spent;
    last = length;
  }
  return undefined;
}

function textOf({ start, pump, end }: Attack, length: number): string {
  const rounds = Math.max(1, Math.floor((length - start.length - end.length) / pump.length));
  return start + pump.repeat(rounds) + end;
}

/** Looks for all matches, as `replaceAll` does. @returns processor time; undefined: it had to be stopped */
function matchMs({ source, flags }: SourcePattern, text: string): number | undefined {
  const everywhere = flags.includes('g') || flags.includes('y') ? flags : `${flags}g`;
  Object.assign(SANDBOX, { pattern: new RegExp(source, everywhere), text });
  const before = process.cpuUsage();
  try {
    FIND.runInContext(SANDBOX, { timeout: TIMEOUT_MS });
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return undefined;
    throw error;
  }
  return process.cpuUsage(before).user / 1_000;
}

/** A match can be stopped only in a context. */
const SANDBOX = createContext({});

const FIND = new Script(`
  pattern.lastIndex = 0;
  for (let found = pattern.exec(text); found !== null; found = pattern.exec(text))
    if (found[0] === '') pattern.lastIndex += 1;
`);
