/** The digits of a number that is given as text. */
export function digitsOf(number: string): number[] {
  return Array.from(number, Number);
}

/** Σ weight × digit, over as many digits as there are weights. */
export function weightedSum(number: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, index) => sum + weight * Number(number[index]), 0);
}

/** Luhn's check (ISO/IEC 7812-1, Annex B): every second digit from the right counts double. */
export function isLuhn(number: string): boolean {
  let sum = 0;
  for (let index = 0; index < number.length; index += 1) {
    const digit = number.charCodeAt(number.length - 1 - index) - 0x30;
    const counted = index % 2 === 0 ? digit : 2 * digit;
    sum += counted > 9 ? counted - 9 : counted;
  }
  return sum % 10 === 0;
}

const VERHOEFF_PRODUCT = [
  '0123456789',
  '1234067895',
  '2340178956',
  '3401289567',
  '4012395678',
  '5987604321',
  '6598710432',
  '7659821043',
  '8765932104',
  '9876543210',
];
const VERHOEFF_PERMUTATION = [
  '0123456789',
  '1576283094',
  '5803796142',
  '8916043527',
  '9453126870',
  '4286573901',
  '2793806415',
  '7046913258',
];

/** Verhoeff's check over the dihedral group of order ten (J. Verhoeff, 1969). */
export function isVerhoeff(number: string): boolean {
  let check = 0;
  for (let index = 0; index < number.length; index += 1) {
    const digit = Number(number[number.length - 1 - index]);
    const permuted = Number(VERHOEFF_PERMUTATION[index % 8]?.[digit]);
    check = Number(VERHOEFF_PRODUCT[check]?.[permuted]);
  }
  return check === 0;
}

/** ISO/IEC 7064 MOD 11,10: the last digit checks the others. */
export function isMod11_10(number: string): boolean {
  let product = 10;
  for (const digit of digitsOf(number.slice(0, -1))) {
    const sum = (digit + product) % 10 || 10;
    product = (2 * sum) % 11;
  }
  return (11 - product) % 10 === Number(number.at(-1));
}

/** The remainder of a decimal number of any length. */
export function remainder(number: string, modulus: number): number {
  let rest = 0;
  for (let index = 0; index < number.length; index += 1) {
    rest = (rest * 10 + number.charCodeAt(index) - 0x30) % modulus;
  }
  return rest;
}

/** `000000`, `1111`: nobody's number. */
export function isOneDigitRepeated(number: string): boolean {
  return number === (number[0] ?? '').repeat(number.length);
}

/** `123456789`, `987654321`: what people write when they mean any number. */
export function isSequence(number: string): boolean {
  return '01234567890123456789'.includes(number) || '98765432109876543210'.includes(number);
}
