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

const [A, S, Z] = [97, 115, 122];

/**
 * Light on purpose (Harman's S-stemmer plus -ing and -ed): identifiers must stay recognisable. Without
 * regular expressions, as it is asked for every word of every log.
 */
function stem(term: string): string {
  const { length } = term;
  if (length < 4 || !isLowerCase(term)) return term;
  if (term.charCodeAt(length - 1) === S) return withoutPlural(term);
  if (length > 6 && term.endsWith('ing')) return term.slice(0, -3);
  if (length > 5 && term.endsWith('ed')) return term.slice(0, -2);
  return term;
}

function withoutPlural(term: string): string {
  if (['sses', 'shes', 'ches', 'xes'].some((end) => term.endsWith(end))) return term.slice(0, -2);
  if (term.endsWith('ies')) return `${term.slice(0, -3)}y`;
  const [third = '', second = ''] = [term.at(-3), term.at(-2)];
  const isPlural = !'aeious'.includes(second);
  const isPluralInE =
    second === 'e' && !'aeious'.includes(third) && 'aeio'.includes(term.at(-4) ?? '-');
  return isPlural || isPluralInE ? term.slice(0, -1) : term;
}

function isLowerCase(term: string): boolean {
  for (let i = 0; i < term.length; i += 1) {
    const code = term.charCodeAt(i);
    if (code < A || code > Z) return false;
  }
  return true;
}
