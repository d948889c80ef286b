import { type AST, RegExpParser } from '@eslint-community/regexpp';

type Node = AST.Element | AST.Alternative | AST.Pattern | AST.QuantifiableElement;

/** Characters that stand for the sets of patterns: one of them is in nearly every set. */
const CANDIDATES = [...'aA0 \t\n_-.,:;/\\@#%&=+*?!"\'`~^$|<>(){}[]zZé中\u200b\u202e\u00a0'];
/** Fewer rounds than this are no attack. */
const LEAST_ROUNDS = 8;

/** A text that grows: `start`, so many times `pump`, `end`. */
export interface Attack {
  readonly start: string;
  readonly pump: string;
  readonly end: string;
}

/**
 * Texts that a backtracking matcher has the hardest time with: what stands before a repetition, what is repeated, over and
 * over, and an end that fits nothing, so that everything is tried. Also with many beginnings, each of which gets far.
 */
export function attacksOn(source: string, flags: string): Attack[] {
  const pattern = new RegExpParser({ ecmaVersion: 2025 }).parsePattern(
    source,
    undefined,
    undefined,
    {
      unicode: flags.includes('u'),
      unicodeSets: flags.includes('v'),
    },
  );
  const attacks: Attack[] = [];
  const end = '\u0001';
  const visit = (node: Node, before: string): void => {
    for (const each of alternativesOf(node)) visit(each, before);
    if (node.type === 'Alternative') visitAll(node.elements, before);
    else if (node.type === 'Quantifier') {
      if (node.max >= LEAST_ROUNDS) addAttacks(node, before);
      visit(node.element, before);
    }
  };
  const visitAll = (elements: readonly AST.Element[], before: string): void => {
    let start = before;
    for (const element of elements) {
      visit(element, start);
      start += sampleOf(element, flags);
    }
  };
  const addAttacks = (node: AST.Quantifier, before: string): void => {
    for (const pump of pumpsOf(node.element, flags)) {
      attacks.push({ start: before, pump, end });
      attacks.push({ start: '', pump: `${before}${pump}`, end });
      attacks.push({ start: '', pump: `${before}${pump.repeat(3)}${end}`, end: '' });
    }
  };
  visit(pattern, '');
  return attacks.filter(({ pump }) => pump !== '');
}

function alternativesOf(node: Node): readonly AST.Alternative[] {
  return 'alternatives' in node ? node.alternatives : [];
}

/** What one round of a repetition may be: one of each alternative. */
function pumpsOf(element: AST.QuantifiableElement, flags: string): string[] {
  if (element.type === 'Group' || element.type === 'CapturingGroup')
    return element.alternatives.map((each) =>
      each.elements.map((one) => sampleOf(one, flags)).join(''),
    );
  return [sampleOf(element, flags)];
}

/** A short text that the element matches, as far as that is easily told. */
function sampleOf(element: AST.Element, flags: string): string {
  switch (element.type) {
    case 'Character':
      return String.fromCodePoint(element.value);
    case 'CharacterSet':
    case 'CharacterClass':
    case 'ExpressionCharacterClass':
      return characterIn(element.raw, flags);
    case 'Group':
    case 'CapturingGroup':
      return (element.alternatives[0]?.elements ?? [])
        .map((each) => sampleOf(each, flags))
        .join('');
    case 'Quantifier':
      return sampleOf(element.element, flags).repeat(Math.min(Math.max(element.min, 1), 40));
    default:
      return '';
  }
}

const known = new Map<string, string>();

function characterIn(raw: string, flags: string): string {
  const key = `${flags}/${raw}`;
  let found = known.get(key);
  if (found === undefined) {
    const set = new RegExp(`^${raw}$`, flags.replaceAll(/[gy]/gu, ''));
    found = CANDIDATES.find((each) => set.test(each)) ?? anyIn(set);
    known.set(key, found);
  }
  return found;
}

function anyIn(set: RegExp): string {
  for (let point = 1; point < 0x1_10_00; point += 1) {
    const character = String.fromCodePoint(point);
    if (set.test(character)) return character;
  }
  return '';
}
