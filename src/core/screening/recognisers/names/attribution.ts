/** How far before a name, on its line, may stand what says that it is an author's. */
const REACH = 200;

/** Who made something, or is thanked for it, in the forms in which that is published. */
const ATTRIBUTION =
  /(?<![\p{L}])(?:authors?|author[_ -]name|contributors?|maintainers?|emeritus|copyright|\(c\)|©|credits?|thanks(?: [a-z]{1,12}){0,3} to|(?:written|created|started|founded|developed|maintained|designed|contributed|invented|introduced|proposed|published|article|blog post|book|talk|paper|library) (?:[a-z]{1,12} )?by)(?![\p{L}])/iu;

/**
 * Whether a name is given as that of an author, a maintainer or somebody who is thanked: what licences, documentation
 * and articles publish, and no secret of a user's.
 */
export function isAttribution(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - REACH), start);
  // A name in a link, `by\n[Ada](…)`, may begin the next line.
  return ATTRIBUTION.test(before.slice(lineStart(before)));
}

/** What may stand before a name in a link, a quotation or bold type, and how many of these. */
const OPENING = '[("\'*';
const MOST_OPENING = 2;

function lineStart(before: string): number {
  let end = before.length;
  while (before.length - end < MOST_OPENING && OPENING.includes(before[end - 1] ?? ' ')) end -= 1;
  end = before.slice(0, end).trimEnd().length;
  return before.lastIndexOf('\n', Math.max(0, end - 1)) + 1;
}
