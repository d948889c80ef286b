import { MINUTE_MS } from '../../src/core/durations.js';
import type { KbEntry } from '../../src/core/records/kbEntry.js';
import { tokenCounter } from '../../src/core/retrieval/tokenCounts.js';
import { EvaluationContext } from '../../src/core/screening/context/evaluationContext.js';
import { contextOf } from '../../src/core/screening/context/screeningContext.js';
import { CONTEXT_RULES } from '../../src/core/screening/rules.js';
import { configSchema } from '../../src/core/workspace/configSchema.js';
import { madeUpCandidate } from './madeUp.js';
import { Random } from './random.js';

const CONFIG = configSchema.parse({});
const POLICY = CONFIG.screening;
const FROM = Date.parse('2026-01-01T00:00:00Z');
const LONG_WORD = /[a-zA-Z]{5,}/gu;

/** CPU seconds of every rule with a context, over variations of the sample's entries. */
export async function* timeScreening(
  known: readonly KbEntry[],
  candidateCount: number,
  entryCount: number,
): AsyncGenerator<string> {
  const random = new Random(1);
  const words = [...new Set(known.flatMap(({ answer }) => answer.match(LONG_WORD) ?? []))];
  // One word of four is exchanged, so that nearly everything resembles hundreds of others.
  const vary = (text: string) =>
    text.replaceAll(LONG_WORD, (word) => (random.below(4) === 0 ? random.pick(words) : word));
  const entries = Array.from({ length: entryCount }, (_, index): KbEntry => {
    const entry = random.pick(known);
    const [question, answer] = [vary(entry.question), vary(entry.answer)];
    return { ...entry, id: `kb-${index}`, question, answer };
  });
  const candidates = Array.from({ length: candidateCount }, (_, index) => {
    const { question, answer } = random.pick(known);
    const time = new Date(FROM + index * 7 * MINUTE_MS).toISOString();
    return madeUpCandidate(index, vary(question), vary(answer), time);
  });
  const evaluation = new EvaluationContext(
    known
      .slice(0, 60)
      .map(({ question }, index) => ({ query: question, file: '', line: index + 1 })),
  );
  const countTokens = await tokenCounter();
  const context = contextOf({ entries, candidates, evaluation, config: CONFIG, countTokens });
  for (const rule of CONTEXT_RULES) {
    const started = process.cpuUsage();
    let findings = 0;
    for (const candidate of candidates) findings += rule.find(candidate, context, POLICY).length;
    const { user, system } = process.cpuUsage(started);
    const seconds = ((user + system) / 1e6).toFixed(1);
    yield `  ${rule.rule.padEnd(24)} ${seconds.padStart(7)} s CPU  ${findings} findings`;
  }
  yield `  peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`;
}
