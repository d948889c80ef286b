const DEGREE_SIGN = '\u00b0';
/** As far before the sign as a latitude begins: `N 37 \u00b0`. */
const LONGEST_LEAD = 6;

const MINUTES = "\\d{1,2}(?:\\.\\d{2,6})? ?['\u2032\u2019]";
const SECONDS = "\\d{1,2}(?:\\.\\d{1,4})? ?(?:[\"\u2033\u201d]|''|\u2032\u2032)";
const HALF = `${DEGREE_SIGN} ?${MINUTES}(?: ?${SECONDS})?`;

/** Degrees, minutes and mostly seconds of both halves, with the sides of the globe before or behind them. */
const PAIR = new RegExp(
  `([NS] ?)?(\\d{1,2}) ?(${HALF})(?: ?([NS]))?[,;/ ]{1,3}([EWO] ?)?(\\d{1,3}) ?(${HALF})(?: ?([EWO]))?`,
  'uy',
);
/** A minute is two kilometres, a second 30 metres: without either in full it is nobody's house. */
const PRECISE = new RegExp(`\\.\\d{2,6} ?['\u2032\u2019]|${SECONDS}$`, 'u');

/** Where coordinates stand as `37\u00b046'29.7"N 122\u00b025'09.9"W` or `N 37\u00b0 46.495', W 122\u00b0 25.165'`. Linear. */
export function degreesIn(text: string): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  let at = text.indexOf(DEGREE_SIGN);
  while (at >= 0) {
    const span = pairAround(text, at, found.at(-1)?.end ?? 0);
    if (span !== undefined) found.push(span);
    at = text.indexOf(DEGREE_SIGN, span?.end ?? at + 1);
  }
  return found;
}

function pairAround(
  text: string,
  sign: number,
  floor: number,
): { start: number; end: number } | undefined {
  for (let start = Math.max(floor, sign - LONGEST_LEAD); start < sign; start += 1) {
    if (/[\p{L}\p{N}_.]/u.test(text[start - 1] ?? ' ')) continue;
    PAIR.lastIndex = start;
    const match = PAIR.exec(text);
    if (match === null) continue;
    const [, north, latitude, first = '', northBehind, east, longitude, second = '', eastBehind] =
      match;
    const hasSides = (north ?? northBehind) !== undefined && (east ?? eastBehind) !== undefined;
    const isOnGlobe = Number(latitude) <= 90 && Number(longitude) <= 180;
    const isPrecise = PRECISE.test(first) && PRECISE.test(second);
    return hasSides && isOnGlobe && isPrecise ? { start, end: PAIR.lastIndex } : undefined;
  }
  return undefined;
}
