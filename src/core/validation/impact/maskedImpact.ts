import type { SecretMask } from '../../screening/secretMask.js';
import type { ImpactPreview, NamedEntry, QueryChange } from './impactPreview.js';

/** Questions of others are shown to be known again, not to be read in full. */
const LONGEST = 300;

/** The same as it may be shown: with masks where secrets stand, and no question longer than it needs to be. */
export function maskedImpact(preview: ImpactPreview, mask: SecretMask): ImpactPreview {
  const text = (unmasked: string) => mask.maskLine(unmasked).slice(0, LONGEST);
  const entry = <Named extends NamedEntry>(named: Named): Named => ({
    ...named,
    question: text(named.question),
  });
  const maybe = (named: NamedEntry | null) => named && entry(named);
  const change = (each: QueryChange): QueryChange => ({
    ...each,
    query: text(each.query),
    pastBy: each.pastBy.map(entry),
  });
  return {
    ...preview,
    entry: maybe(preview.entry),
    replaces: preview.replaces.map(entry),
    own: preview.own.map((each) => ({
      ...each,
      question: text(each.question),
      firstBefore: maybe(each.firstBefore),
      firstAfter: maybe(each.firstAfter),
    })),
    holdout: {
      ...preview.holdout,
      improved: preview.holdout.improved.map(change),
      regressed: preview.holdout.regressed.map(change),
    },
    displaced: preview.displaced.map(entry),
  };
}
