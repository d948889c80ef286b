const NAME = String.raw`\p{Lu}[\p{L}'’.-]{1,24}`;
const CITY = `${NAME}(?:[ -](?:${NAME}|de|del|la|le|sur|am|an der|upon|do|da)){0,4}`;
const GAP = String.raw`(?:,? ?\n ?>?[ \t]{0,8},?|,)?[ \t]{0,3}`;

interface TailPart {
  readonly pattern: RegExp;
  /** True where it takes a code that only an address has. */
  readonly code: boolean;
}

/** What may follow a street and its number, in any order. */
const PARTS: readonly TailPart[] = [
  {
    code: false,
    pattern: new RegExp(
      `${GAP}(?:Apt|Apartment|Suite|Ste|Unit|Flat|Floor|Room|Rm|Appt|Bât|Etage|Piso|Building|Bldg)\\.? ?#?[0-9A-Z][0-9A-Za-z-]{0,5}(?![\\p{L}\\p{N}])`,
      'uy',
    ),
  },
  // US and Canada: city, state and code.
  {
    code: true,
    pattern: new RegExp(
      `${GAP}(?:${CITY}${GAP} ?)?(?:[A-Z]{2}\\.?,?\\s{1,3}\\d{5}(?:-\\d{4})?|[A-Z]{2},?\\s{1,3}[A-Z]\\d[A-Z] ?\\d[A-Z]\\d)(?![\\p{L}\\p{N}])`,
      'uy',
    ),
  },
  // United Kingdom: city and postcode.
  {
    code: true,
    pattern: new RegExp(
      `${GAP}(?:${CITY}${GAP} ?)?[A-Z]{1,2}\\d[A-Z\\d]? ?\\d[A-Z]{2}(?![\\p{L}\\p{N}])`,
      'uy',
    ),
  },
  // The continent: code and city.
  {
    code: true,
    pattern: new RegExp(
      `${GAP}(?:[A-Z]{1,2}-)?(?:\\d{2}-\\d{3}|\\d{3} \\d{2}|\\d{4,5}(?:-\\d{3})?)(?: ?[A-Z]{2}(?= ))? ${CITY}`,
      'uy',
    ),
  },
  // A city, and a country with a code behind it.
  {
    code: false,
    pattern: new RegExp(`(?:, ?|,? ?\\n ?>?[ \\t]{0,8},? ?)${CITY}(?:\\s\\d{4,6}(?!\\d))?`, 'uy'),
  },
];

const MOST_PARTS = 4;

/** How far an address goes on behind its street, and whether it has a code of the post. */
export function addressTail(
  text: string,
  start: number,
): { end: number; parts: number; code: boolean } {
  let end = start;
  let code = false;
  let parts = 0;
  while (parts < MOST_PARTS) {
    const part = PARTS.find(({ pattern }) => {
      pattern.lastIndex = end;
      return pattern.test(text);
    });
    if (part === undefined) break;
    end = part.pattern.lastIndex;
    code ||= part.code;
    parts += 1;
  }
  // A dot behind the city is the sentence's.
  if (parts > 0 && text[end - 1] === '.') end -= 1;
  return { end, parts, code };
}
