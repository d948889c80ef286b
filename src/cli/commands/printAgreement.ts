import type { ReviewAgreement } from '../../core/review/overlap/agreement.js';
import type { Agreement, NoAgreement } from '../../core/statistics/kappa.js';
import { printableLine } from '../../shared/printable.js';
import { say } from '../terminal.js';

const NAMES_WIDTH = 120;

const WHY_NOT: Readonly<Record<NoAgreement | 'one-pair', string>> = {
  'no-items': 'nothing was reviewed twice',
  'one-category': 'not computable: everybody always said the same one thing',
  'unequal-ratings': 'not computable: not everything was reviewed equally often',
  'one-rating': 'not computable: everything was reviewed once',
  'one-pair': 'not computed: fewer than three people reviewed',
};

/** How far reviewers agree, beyond what chance alone would give. */
export function printAgreement(measured: ReviewAgreement): void {
  const { sampled, complete, different, disputed, pairs, all } = measured;
  say(`${sampled} candidates are reviewed twice, ${complete} of them were`);
  if (sampled === 0) say('set review.overlap in .codelumi/config.json to have some reviewed twice');
  if (complete === 0) return;
  say(`${different} with different verdicts`);
  for (const { reviewers, agreement } of pairs)
    say(`${printableLine(reviewers.join(' and '), NAMES_WIDTH)}: ${agreementWords(agreement)}`);
  say(`All together: ${agreementWords(all)}`);
  if (disputed.length > 0) say('\nTo be settled');
  for (const candidate of disputed) say(`  ${candidate}`);
}

const NAMES = { cohen: "Cohen's kappa", fleiss: "Fleiss' kappa" } as const;

function agreementWords(agreement: Agreement | NoAgreement | 'one-pair'): string {
  if (typeof agreement === 'string') return WHY_NOT[agreement];
  const { kind, n, observed, expected, kappa, interval } = agreement;
  const limits =
    interval === null ? '' : ` (95 % interval ${figure(interval[0])} to ${figure(interval[1])})`;
  const shares = `observed ${figure(observed)}, expected by chance ${figure(expected)}`;
  return `${NAMES[kind]} ${figure(kappa)}${limits}, n ${n}, ${shares}`;
}

function figure(value: number): string {
  return value.toFixed(3);
}
