import type { RE2JS } from 're2js';
import { linearPattern } from '../workspace/linearPattern.js';
import type { Match, Recogniser, TextPolicy } from './recogniser.js';
import type { ScannedText } from './scannedText.js';
import { isWord } from './wordBorders.js';
import { WordFinder } from './wordFinder.js';

type CustomRule = TextPolicy['custom'][number];
type Span = Pick<Match, 'start' | 'end'>;

const compiled = new WeakMap<TextPolicy['custom'], readonly Recogniser[]>();

/** The workspace's own rules; compiled once as long as the settings stay the same object. */
export function customRules({ custom }: TextPolicy): readonly Recogniser[] {
  const known = compiled.get(custom);
  if (known !== undefined) return known;
  const rules = custom.map(customRule);
  compiled.set(custom, rules);
  return rules;
}

function customRule({
  rule,
  kind,
  message,
  placeholder,
  pattern,
  words = [],
}: CustomRule): Recogniser {
  const spansIn = pattern === undefined ? wordSpans(words) : patternSpans(linearPattern(pattern));
  return {
    rule: `custom-${rule}`,
    version: 1,
    kind,
    severity: 'blocking',
    description: message,
    find: (scanned) =>
      spansIn(scanned).map((span) => ({ ...span, score: 1, message, placeholder })),
  };
}

function patternSpans(pattern: RE2JS): (scanned: ScannedText) => Span[] {
  return ({ text }) => {
    const spans: Span[] = [];
    const matcher = pattern.matcher(text);
    while (matcher.find()) {
      if (matcher.end() > matcher.start())
        spans.push({ start: matcher.start(), end: matcher.end() });
    }
    return spans;
  };
}

function wordSpans(words: readonly string[]): (scanned: ScannedText) => Span[] {
  const finders = findersOf(words.map((word) => word.toLowerCase()));
  return ({ text, lower }) => {
    const spans: Span[] = [];
    for (const finder of finders) {
      finder.find(lower, (_, start, end) => {
        if (isWord(text, start, end)) spans.push({ start, end });
      });
    }
    return spans;
  };
}

const MOST_CHARACTERS = 60_000;
const MOST_DIFFERENT = 250;

/** As many finders as their limits ask for. */
function findersOf(words: readonly string[]): WordFinder[] {
  const groups: string[][] = [[]];
  let length = 0;
  let alphabet = new Set<string>();
  for (const word of words) {
    length += word.length;
    for (const unit of word.split('')) alphabet.add(unit);
    if (length > MOST_CHARACTERS || alphabet.size > MOST_DIFFERENT) {
      groups.push([]);
      length = word.length;
      alphabet = new Set(word.split(''));
    }
    groups.at(-1)?.push(word);
  }
  return groups.map((group) => new WordFinder([group]));
}
