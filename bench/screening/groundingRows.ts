import type { KbEntry } from '../../src/core/records/kbEntry.js';
import { EvaluationContext } from '../../src/core/screening/context/evaluationContext.js';
import { contextOf } from '../../src/core/screening/context/screeningContext.js';
import { ungroundedClaims } from '../../src/core/screening/contextRules/ungroundedClaims.js';
import { type Claim, claimsIn } from '../../src/core/screening/grounding/claims.js';
import { configSchema } from '../../src/core/workspace/configSchema.js';
import { madeUpCandidate } from './madeUp.js';
import { Random } from './random.js';
import type { Row } from './row.js';

const CONFIG = configSchema.parse({});
const POLICY = CONFIG.screening;

/**
 * Each entry of the knowledge base as an answer that is new: as it is (right), with every claim
 * replaced by an invented one, and with a sentence of inventions behind it; held against the other
 * entries and no conversation at all, which is the hardest case.
 */
export function groundingRows(entries: readonly KbEntry[]): Row[] {
  const random = new Random(20_261_124);
  const counts = { right: 0, replaced: 0, several: 0, invented: 0 };
  entries.forEach((entry, index) => {
    const others = entries.filter(
      ({ question, answer }) => question !== entry.question && answer !== entry.answer,
    );
    const context = contextOf({
      entries: others,
      candidates: [],
      evaluation: new EvaluationContext([]),
      config: CONFIG,
      countTokens: () => 0,
    });
    const isFlagged = (answer: string) => {
      const candidate = madeUpCandidate(index, entry.question, answer, '2026-01-01T00:00:00.000Z');
      return ungroundedClaims.find(candidate, context, POLICY).length > 0;
    };
    const claims = claimsIn(entry.answer);
    counts.right += Number(isFlagged(entry.answer));
    counts.invented += Number(isFlagged(`${entry.answer} ${inventedSentence(random)}`));
    if (claims.length < 3) return;
    counts.several += 1;
    counts.replaced += Number(isFlagged(withInvented(entry.answer, claims, random)));
  });
  return [
    {
      what: 'three claims or more, all made up',
      found: counts.replaced,
      of: counts.several,
      falseAlarms: counts.right,
      among: entries.length,
    },
    {
      what: 'a sentence of made-up claims behind a right answer',
      found: counts.invented,
      of: entries.length,
      falseAlarms: counts.right,
      among: entries.length,
    },
  ];
}

function inventedSentence(random: Random): string {
  const [path, version] = [invented('path', random), invented('version', random)];
  const setting = `${random.word()}.${random.word()}Mode`;
  return `Set \`${setting}\` to ${invented('quantity', random)} in \`${path}\`; it needs ${random.word()} ${version}.`;
}

function withInvented(answer: string, claims: readonly Claim[], random: Random): string {
  return claims
    .toSorted((a, b) => b.start - a.start)
    .reduce(
      (text, { kind, start, end }) =>
        text.slice(0, start) + invented(kind, random) + text.slice(end),
      answer,
    );
}

function invented(kind: Claim['kind'], random: Random): string {
  const word = () => random.word();
  switch (kind) {
    case 'url':
      return `https://${word()}.dev/${word()}`;
    case 'path':
      return `${word()}/${word()}.conf`;
    case 'version':
      return `${1 + random.below(40)}.${random.below(60)}.${random.below(60)}`;
    case 'quantity':
      return String(13 + random.below(9_000));
    case 'identifier':
      return `${word()}_${word()}`;
    case 'flag':
      return `--${word()}-${word()}`;
    case 'command':
      return word();
  }
}
