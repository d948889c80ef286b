import {
  getCountries,
  getCountryCallingCode,
  Metadata,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/min';

const LONGEST_CALLING_CODE = 3;

let plans: ReadonlyMap<string, ReadonlySet<number>> | undefined;

/** How many digits may follow each calling code, in any of the countries that share it. */
function lengthsByCallingCode(): ReadonlyMap<string, ReadonlySet<number>> {
  const lengths = new Map<string, Set<number>>();
  const metadata = new Metadata();
  for (const country of getCountries()) {
    metadata.selectNumberingPlan(country);
    const code = getCountryCallingCode(country);
    const known = lengths.get(code) ?? new Set();
    for (const length of metadata.numberingPlan?.possibleLengths() ?? []) known.add(length);
    lengths.set(code, known);
  }
  // Some of the countries of North America count local numbers, which nobody dials from abroad.
  lengths.set('1', new Set([10]));
  return lengths;
}

/**
 * Whether so many digits can follow the calling code they begin with.
 * @param digits with the calling code, without `+` or `00`
 */
export function isPossibleAbroad(digits: string): boolean {
  plans ??= lengthsByCallingCode();
  for (let length = 1; length <= LONGEST_CALLING_CODE; length += 1) {
    const lengths = plans.get(digits.slice(0, length));
    if (lengths !== undefined) return lengths.has(digits.length - length);
  }
  return false;
}

/** Whether the number is of a block that was given out. Slow: tens of microseconds. */
export function isAssigned(digits: string): boolean {
  return parsePhoneNumberFromString(`+${digits}`)?.isValid() === true;
}
