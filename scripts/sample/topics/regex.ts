import type { Topic } from './topic.js';

export const regex: readonly Topic[] = [
  {
    key: 'regex-lazy',
    title: 'Greedy and lazy',
    ask: 'Why does my regex match too much?',
    also: [
      'greedy vs lazy regex',
      '.* swallows everything',
      'match up to the first quote only',
      'pattern runs past the closing tag',
    ],
    answer:
      '`.*` is greedy: it takes as much as it can and gives back only what it must. Use the lazy `.*?`, or better say what you mean: `"[^"]*"` matches up to the next quote and never runs past it.',
  },
  {
    key: 'regex-named-groups',
    title: 'Named groups',
    ask: 'How do I use named groups in a JavaScript regex?',
    also: [
      'regex named capture javascript',
      'match.groups example',
      'year month day from string with regex',
      'give the parts of a match readable names',
    ],
    answer:
      '`const m = /(?<year>\\d{4})-(?<month>\\d{2})/.exec(text)` and then `m?.groups?.year`. In a replacement write `$<year>`. Names survive when you add another group; numbers do not.',
  },
  {
    key: 'regex-lookahead',
    title: 'Lookahead',
    ask: 'How do I match a word that is not followed by something?',
    also: [
      'negative lookahead',
      'regex foo not followed by bar',
      'lookbehind javascript support',
      'exclude matches that have a certain suffix',
    ],
    answer:
      'Use a negative lookahead: `/foo(?!bar)/` matches "foo" unless "bar" comes next, without consuming it. The mirror image is the lookbehind `/(?<!un)done/`, which current browsers and Node support.',
  },
  {
    key: 'regex-escape-input',
    title: 'Escape text for a regex',
    ask: 'How do I put user input into a regex safely?',
    also: [
      'escape special characters regex javascript',
      'RegExp from variable breaks on dots',
      'search for literal text with RegExp',
      'dynamic pattern from what someone typed',
    ],
    answer:
      // biome-ignore lint/suspicious/noTemplateCurlyInString: part of the snippet
      'Escape it first: `const safe = input.replace(/[.*+?^${}()|[\\]\\\\]/g, "\\\\$&")`, then `new RegExp(safe, "i")`. If you only need to find text, `includes` or `indexOf` is simpler and cannot go wrong.',
  },
  {
    key: 'regex-backtracking',
    title: 'Catastrophic backtracking',
    ask: 'Why does my regex hang on some inputs?',
    also: [
      'catastrophic backtracking',
      'regex takes forever ReDoS',
      'nested quantifiers (a+)+',
      'pattern freezes the server on long strings',
    ],
    answer:
      'Nested or overlapping quantifiers such as `(a+)+$` can be tried in exponentially many ways when the match fails. Make the alternatives exclusive, limit repetition, anchor the pattern, and cap the input length before you match.',
  },
  {
    key: 'regex-multiline',
    title: 'Match at each line start',
    ask: 'How do I make ^ and $ match on every line?',
    also: [
      'regex multiline flag',
      'caret only matches start of file',
      'dot does not match newline',
      'apply an anchor to each row of a text block',
    ],
    answer:
      'Add the `m` flag: `/^\\s*#/m` matches at each line start. The `s` flag is the other one: it lets `.` match a newline. They are independent and can be combined as `/…/ms`.',
    wrong: 'Add the `s` flag: it makes ^ and $ match at every line.',
  },
  {
    key: 'regex-unicode',
    title: 'Match letters of any language',
    ask: 'How do I match letters with accents in a regex?',
    also: [
      'regex unicode letters javascript',
      '\\w does not match umlauts',
      'p{L} not working',
      'accept names in any alphabet',
    ],
    answer:
      'Use a Unicode property with the `u` flag: `/^\\p{L}[\\p{L}\\p{M}\\s\'-]*$/u`. `\\w` is only ASCII letters, digits and underscore. Normalise the text with `normalize("NFC")` before you compare.',
  },
  {
    key: 'regex-replace-callback',
    title: 'Replace with a function',
    ask: 'How do I compute the replacement for each regex match?',
    also: [
      'replace with callback javascript',
      'increment every number in a string',
      'regex replace uppercase match',
      'substitute matches by something calculated',
    ],
    answer:
      'Pass a function: `text.replace(/\\d+/g, (n) => String(Number(n) + 1))`. It receives the match, the groups, the offset and the whole string. Use `replaceAll` or the `g` flag, otherwise only the first match changes.',
  },
];
