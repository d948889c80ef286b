import type { Match, Recogniser } from '../recogniser.js';
import { codeIn } from '../text/textParts.js';
import { characterClass, isIn } from './secrets/characterClass.js';

/** What runs when it is opened. `vscode:` links can start a command of an extension. */
const ACTIVE_SCHEME =
  /^(?:javascript|vbscript|command|vscode(?:-insiders)?|data:text\/html|data:image\/svg\+xml)[:;,]?/iu;
const ELEMENT =
  /<(?:script|iframe|object|embed|base|form|meta http-equiv|link rel)\b[^<>\n]{0,200}>?|<[a-z][\w-]{0,30}\s[^<>\n]{0,300}?\bon[a-z]{3,20}\s{0,3}=|<a\s[^<>\n]{0,200}?href\s{0,3}=\s{0,3}["']?(?:javascript|vbscript|command|vscode)/iuy;
/** With what the name of such an element begins. */
const NAME_BEGINS = characterClass('A-Za-z');
/** What sites offer to be put into other pages, by host: nobody but their makers can put something there. */
const EMBEDDED =
  /^<(?:script|iframe)\s(?:[^<>]{0,200}\s)?src=["']?(?:https?:)?\/\/(?:platform\.(?:twitter|x)\.com|(?:www\.)?youtube(?:-nocookie)?\.com\/embed|player\.vimeo\.com|gist\.github\.com|codepen\.io|codesandbox\.io|stackblitz\.com)\/[^<>]{0,200}>?$/iu;
const HANDLER = /\son[a-z]{3,20}\s{0,3}=/iu;
/** `[label]: address`, at the beginning of a line. */
const DEFINITION = /(?:^|\n) {0,3}\[[^\]\n]{1,200}\]: {1,4}<?([^\s>]{1,300})/gu;

/** Pictures of a README that show a state and carry their question in the address. */
const BADGE_HOST =
  /^https?:\/\/(?:[\w-]{1,63}\.)?(?:shields\.io|badgen\.net|badge\.fury\.io|githubusercontent\.com|github\.com|gitlab\.com|codecov\.io|coveralls\.io|travis-ci\.(?:com|org)|appveyor\.com|circleci\.com|star-history\.com)[/:]/iu;
/** A question in the address is filled in by whoever renders the picture: that is how text gets out. */
const CARRIES_TEXT =
  /[?&](?:[\w.-]{1,40}=(?:$|[{$<[]|%7b|%24|%3c|your|data|secret|context|conversation|history|prompt|api)|(?:q|d|data|c|ctx|context|msg|message|text|log|p|payload|leak|exfil|prompt|secret|token|key|conversation|history)=)/iu;
const ASCII = 128;
const LONGEST_LABEL = 300;
const LONGEST_INDENT = 3;
const LONGEST_ADDRESS = 500;
const ADDRESS_END = /[\s)>]/u;

/** Links that run something, elements that act, and pictures that carry text away. */
export const activeMarkup: Recogniser = {
  rule: 'active-markup',
  version: 2,
  kind: 'hostile',
  severity: 'warning',
  description: 'Links that run something, elements that act, pictures that carry text away.',
  // What is escaped is shown and does nothing.
  seesThrough: false,
  find({ text }) {
    const found = [...linksIn(text), ...definitionsIn(text), ...elementsIn(text)];
    if (found.length === 0) return [];
    const code = codeIn(text);
    return found.filter(({ start }) => !code.holds(start)).sort((a, b) => a.start - b.start);
  },
};

function linksIn(text: string): Match[] {
  const matches: Match[] = [];
  for (let at = text.indexOf(']('); at >= 0; at = text.indexOf('](', at + 2)) {
    const rest = text.slice(at + 2, at + 2 + LONGEST_ADDRESS).trimStart();
    const address = rest.startsWith('<') ? rest.slice(1) : rest;
    const length = address.search(ADDRESS_END);
    const label = text.slice(Math.max(0, at - LONGEST_LABEL), at);
    const start = at - (label.length - Math.max(0, label.lastIndexOf('[')));
    const isPicture = text[start - 1] === '!';
    const found = linkMessage(isPicture, length < 0 ? address : address.slice(0, length));
    if (found === undefined) continue;
    const close = text.indexOf(')', at);
    const end = close < 0 || close > at + LONGEST_ADDRESS ? at + 2 : close + 1;
    matches.push({ start: isPicture ? start - 1 : start, end, ...found });
  }
  return matches;
}

function linkMessage(
  isPicture: boolean,
  address: string,
): Pick<Match, 'score' | 'message'> | undefined {
  if (ACTIVE_SCHEME.test(address)) {
    return { score: 0.9, message: 'A link that runs something when it is opened.' };
  }
  if (!isPicture || BADGE_HOST.test(address) || !CARRIES_TEXT.test(address)) return undefined;
  return { score: 0.8, message: 'A picture whose address can carry text to another host.' };
}

/** Whether a bracket begins a line in which `]: ` stands: cheap, and false for most texts. */
function mayDefine(text: string): boolean {
  for (let at = text.indexOf(']: '); at >= 0; at = text.indexOf(']: ', at + 1)) {
    let start = text.lastIndexOf('\n', at) + 1;
    const open = start + LONGEST_INDENT;
    while (start < open && text[start] === ' ') start += 1;
    if (text[start] === '[') return true;
    const end = text.indexOf('\n', at);
    if (end < 0) return false;
    at = end;
  }
  return false;
}

function definitionsIn(text: string): Match[] {
  if (!mayDefine(text)) return [];
  return Array.from(text.matchAll(DEFINITION))
    .filter(({ 1: address = '' }) => ACTIVE_SCHEME.test(address))
    .map(({ index, 0: definition }) => ({
      start: index + definition.length - definition.trimStart().length,
      end: index + definition.length,
      score: 0.9,
      message: 'A link that runs something when it is opened.',
    }));
}

function elementsIn(text: string): Match[] {
  const matches: Match[] = [];
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    const element = elementAt(text, at);
    const end = at + Math.max(1, element.length);
    if (element !== '' && (!EMBEDDED.test(element) || HANDLER.test(element))) {
      const message = 'An element that acts when the answer is shown as HTML.';
      matches.push({ start: at, end, score: 0.7, message });
    }
    at = end;
  }
  return matches;
}

function elementAt(text: string, start: number): string {
  const next = text.charCodeAt(start + 1);
  if (next < ASCII && !isIn(NAME_BEGINS, next)) return '';
  ELEMENT.lastIndex = start;
  return ELEMENT.exec(text)?.[0] ?? '';
}
