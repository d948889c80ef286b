import type { ScannedText } from '../../scannedText.js';

/** Digits with what people put between the groups of a phone number. */
export interface PhoneShape {
  readonly start: number;
  readonly end: number;
  /** All digits, without a trunk zero in brackets, a `00` and an extension. */
  readonly digits: string;
  readonly groups: readonly string[];
  /** What stands between the groups. */
  readonly gaps: readonly string[];
  /** It begins with `+`, or with `00` and a group or more. */
  readonly abroad: 'plus' | 'zeros' | undefined;
  readonly brackets: boolean;
}

const MOST_GROUPS = 8;
const FEWEST_DIGITS = 7;
/** E.164, and room for `00` and a trunk zero. */
const MOST_DIGITS = 18;
const GAP = /^(?:[ .\-/·]|\)[ .\-/]?|[ .\-/]?\(| - |\) - | \. )$/u;
const LONGEST_GAP = 4;
const EXTENSION = /^(?:,? ?(?:x|ext\.?|extension|durchwahl|poste)|#)[ :]{0,2}\d{1,6}(?!\d)/iu;
const LONGEST_EXTENSION = 20;
const LEAD = /(?:\+ ?\(?|\(\+?)$/u;
const LONGEST_LEAD = 3;

/** Every way to end a phone number that begins with a run of digits, the longest first. */
export function phoneShapesAt(scanned: ScannedText, run: number): PhoneShape[] {
  const { text, numbers } = scanned;
  const last = lastGroup(scanned, run);
  if (last < 0) return [];
  const first = numbers.start(run);
  const lead = LEAD.exec(text.slice(Math.max(0, first - LONGEST_LEAD), first))?.[0] ?? '';
  const groups: string[] = [];
  const gaps: string[] = [];
  const shapes: PhoneShape[] = [];
  let count = 0;
  for (let at = run; at <= last; at += 1) {
    if (at > run) gaps.push(text.slice(numbers.end(at - 1), numbers.start(at)));
    groups.push(text.slice(numbers.start(at), numbers.end(at)));
    count += numbers.length(at);
    if (count < FEWEST_DIGITS) continue;
    shapes.push(shapeOf(text, first - lead.length, numbers.end(at), lead, [...groups], [...gaps]));
  }
  return shapes.reverse();
}

/** The last run of digits that a number which begins here can reach; -1 where it cannot have enough digits. */
function lastGroup({ text, numbers }: ScannedText, run: number): number {
  let count = numbers.length(run);
  let last = run;
  while (count <= MOST_DIGITS && last - run < MOST_GROUPS - 1 && last + 1 < numbers.count) {
    const end = numbers.end(last);
    const next = numbers.start(last + 1);
    if (next - end >= LONGEST_GAP || !GAP.test(text.slice(end, next))) break;
    if (count + numbers.length(last + 1) > MOST_DIGITS) break;
    last += 1;
    count += numbers.length(last);
  }
  return count < FEWEST_DIGITS || count > MOST_DIGITS ? -1 : last;
}

function shapeOf(
  text: string,
  start: number,
  end: number,
  lead: string,
  groups: readonly string[],
  gaps: readonly string[],
): PhoneShape {
  const extension = EXTENSION.exec(text.slice(end, end + LONGEST_EXTENSION))?.[0] ?? '';
  const counted = groups.filter((group, index) => !isTrunkZero(group, gaps, index));
  const written = counted.join('');
  const isPlus = lead.includes('+');
  const isZeros = !isPlus && /^00[1-9]/u.test(written);
  return {
    start,
    end: end + extension.length,
    digits: isZeros ? written.slice(2) : written,
    groups,
    gaps,
    abroad: isPlus ? 'plus' : isZeros ? 'zeros' : undefined,
    brackets: lead.includes('(') || gaps.some((gap) => gap.includes('(')),
  };
}

/** `(0)`, as in `+44 (0)20`: not dialled from abroad. */
function isTrunkZero(group: string, gaps: readonly string[], index: number): boolean {
  return (
    group === '0' &&
    gaps[index - 1]?.endsWith('(') === true &&
    gaps[index]?.startsWith(')') === true
  );
}
