import { termsOf } from './analyser.js';

/** Words too common in questions to tell what they are about. */
const STOP_WORDS = new Set(
  `a about after all also an and any are as at be because been but by can cannot could did do does doing for from
  get gets getting had has have hey how i if in into is it its just like make me my no not of on or our out please
  should so some than that the their them then there these they this to too up use used using want was way we were
  what when where which who why will with without would you your hello hi ok question`.split(
    /\s+/u,
  ),
);

/** What a query is about stands at its beginning; the rest of a long one is a pasted log. */
export const LOOKED_AT = 2_000;

/** Queries that differ only in case, spacing or punctuation are one. */
export function queryKey(query: string): string {
  return termsOf(query.slice(0, LOOKED_AT)).join(' ');
}

/** The terms that carry a query's topic, each once, with plain plural and verb endings taken off. */
export function topicTerms(query: string): string[] {
  const terms = termsOf(query.slice(0, LOOKED_AT)).map(topicTermOf);
  return [...new Set(terms.filter((term) => term !== undefined))];
}

/** What a term says of a query's topic, with plain plural and verb endings taken off; undefined: nothing. */
export function topicTermOf(term: string): string | undefined {
  return STOP_WORDS.has(term) ? undefined : stem(term);
}

/** Light on purpose (Harman's S-stemmer plus -ing and -ed): identifiers must stay recognisable. */
function stem(term: string): string {
  if (!/^[a-z]{4,}$/u.test(term)) return term;
  if (/(?:sses|shes|ches|xes)$/u.test(term)) return term.slice(0, -2);
  if (/ies$/u.test(term)) return `${term.slice(0, -3)}y`;
  if (/[^aeious]s$/u.test(term) || /[aeio][^aeious]es$/u.test(term)) return term.slice(0, -1);
  if (term.length > 6 && /ing$/u.test(term)) return term.slice(0, -3);
  if (term.length > 5 && /ed$/u.test(term)) return term.slice(0, -2);
  return term;
}
