import { characterClass, isIn } from '../recognisers/secrets/characterClass.js';
import type { ScannedText } from '../scannedText.js';
import { Trigger } from '../triggers.js';
import type { Edit } from './view.js';

/** Top level domains under which people have mailboxes; others are not guessed from spelled-out text. */
const TOP_LEVEL = new Set(
  (
    'com org net edu gov mil int info biz name io dev app co me ai xyz online tech email cloud live pro ' +
    'us uk de fr es it nl be ch at se no fi dk ie pt pl cz sk hu ro bg gr hr si rs ua ru tr il za ng ke eg ' +
    'in pk bd lk cn jp kr tw hk sg my th vn ph id au nz ca mx br ar cl pe ve eu lu lt lv ee is'
  ).split(' '),
);

/** Before a spelled-out `at` these are not somebody's name: "available at", "look at". */
const NO_LOCAL_PART = new Set(
  (
    'a an and are as available based be been begin begins by call called can check code contact docs ' +
    'documentation download email emailed end ends even except fail fails file files find for found from ' +
    'get go good guess had hand has have help here hi host hosted in info information is it join just keep ' +
    'least level line live lives located look looked looking mail me meet more most my no not now of off on ' +
    'once only or our out over page point pointed points read register registered reach run running see ' +
    'served server serves set sign site stay stays stop stops than that the them there these they this ' +
    'those time to up us visit was we website were where which while with work works write you your'
  ).split(' '),
);

/** `(at)`, ` at `, `_at_`: what stands around the word belongs to it. */
const BRACKETED_AT = /[([{<] ?(?:at|arroba|ät) ?[)\]}>]/giu;
const OPENINGS = new Trigger(
  ['(', '[', '{', '<'].flatMap((bracket) =>
    ['at', 'arroba', 'ät'].flatMap((at) => [bracket + at, `${bracket} ${at}`]),
  ),
);
const BARE_AT = /[ _-](?:at|arroba|ät)[ _-]/giu;
/** Without one of these a bare "at" stands in an ordinary sentence. */
const MAKES_AT_AN_ADDRESS = new Trigger([
  'mail',
  ...['dot', 'punkt', 'punto', 'ponto'].flatMap((dot) =>
    [' ', ']', ')', '}', '>'].map((behind) => dot + behind),
  ),
]);

const DOT_WORD = '(?:dot|punkt|punto|ponto)';
const DOT = `(?: ?[([{<] ?(?:${DOT_WORD}|\\.) ?[)\\]}>] ?|[ _-]${DOT_WORD}[ _-]| \\. ?|\\.)`;
const LABELS = new RegExp(`[a-z0-9-]{1,63}(?:${DOT}[a-z0-9-]{2,63}){1,4}(?![a-z0-9_([=])`, 'iuy');
const ANY_DOT = new RegExp(DOT, 'giu');

const LOCAL_CHARACTER = /[a-z0-9_.%+'-]/iu;
/** Of one word of a local part. */
const LONGEST_WORD = 64;
/** What joins the words of a local part, at the end of what stands before its last word. */
const JOINT = /(?: ?[([{<] ?(?:dot|\.) ?[)\]}>] ?|[ _](dot|underscore|dash|hyphen|plus)[ _])$/iu;
const LONGEST_JOINT = 12;
const MOST_JOINTS = 4;
const SIGNS: Readonly<Record<string, string>> = {
  underscore: '_',
  dash: '-',
  hyphen: '-',
  plus: '+',
};

const MAIL_WORD = /\be-?mail/iu;
const MAIL_WORD_REACH = 40;

/** A sign or word that stands for `@`, with what belongs to it. */
interface At {
  readonly start: number;
  readonly end: number;
  readonly kind: 'sign' | 'bracketed' | 'word';
}

/** E-mail addresses in words, each as one edit. */
export function spelledAddresses(scanned: ScannedText): Edit[] {
  const { text } = scanned;
  const edits: Edit[] = [];
  for (const places of [atSigns(text), atWords(scanned)]) {
    for (const at of places) {
      const edit = addressAround(text, at);
      if (edit !== undefined) edits.push(edit);
    }
  }
  return edits;
}

const OPENS = characterClass('([{<');
const CLOSES = characterClass(')]}>');

function atSigns(text: string): At[] {
  const signs: At[] = [];
  for (let sign = text.indexOf('@'); sign >= 0; sign = text.indexOf('@', sign + 1)) {
    // Whatever stands between the sign and a bracket is one space.
    const open = text[sign - 1] === ' ' ? sign - 2 : sign - 1;
    const close = text[sign + 1] === ' ' ? sign + 2 : sign + 1;
    if (isIn(OPENS, text.charCodeAt(open)) && isIn(CLOSES, text.charCodeAt(close))) {
      signs.push({ start: open, end: close + 1, kind: 'bracketed' });
    } else {
      // A space on one side alone stands before a handle, or behind it.
      const isApart = text[sign - 1] === ' ' && text[sign + 1] === ' ';
      const start = isApart ? sign - 1 : sign;
      signs.push({ start, end: sign + 1, kind: 'sign' });
    }
  }
  return signs;
}

function atWords(scanned: ScannedText): At[] {
  const { text } = scanned;
  const words: At[] = [];
  const bracketed = scanned.holds(OPENINGS) ? text.matchAll(BRACKETED_AT) : [];
  for (const { index, 0: at } of bracketed) {
    const start = text[index - 1] === ' ' ? index - 1 : index;
    words.push({ start, end: index + at.length, kind: 'bracketed' });
  }
  if (!scanned.holds(MAKES_AT_AN_ADDRESS)) return words;
  for (const { index, 0: at } of text.matchAll(BARE_AT)) {
    words.push({ start: index, end: index + at.length, kind: 'word' });
  }
  return words;
}

function addressAround(text: string, at: At): Edit | undefined {
  const domain = domainAt(text, at.end);
  if (domain === undefined) return undefined;
  const isPlainDomain = domain.name.length === domain.end - domain.start;
  const isPlainSign = at.kind === 'sign' && domain.start - at.start === 1;
  if (isPlainSign && (isPlainDomain || isWholeDomain(text, domain))) return undefined; // Nothing is hidden.
  const local = localPartBefore(text, at.start);
  if (local === undefined) return undefined;
  if (at.kind !== 'bracketed' && NO_LOCAL_PART.has(local.name.toLowerCase())) return undefined;
  if (at.kind === 'word' && isPlainDomain && !speaksOfMail(text, local.start)) return undefined;
  return { start: local.start, end: domain.end, text: `${local.name}@${domain.name}` };
}

interface Named {
  readonly start: number;
  readonly end: number;
  readonly name: string;
}

/** The longest run of labels that ends in a known top level. */
function domainAt(text: string, offset: number): Named | undefined {
  const start = text[offset] === ' ' ? offset + 1 : offset;
  LABELS.lastIndex = start;
  const written = LABELS.exec(text)?.[0];
  if (written === undefined) return undefined;
  let length = written.length;
  const dots = [...written.matchAll(ANY_DOT)];
  for (let dot = dots.pop(); dot !== undefined; dot = dots.pop()) {
    const topLevel = written.slice(dot.index + dot[0].length, length).toLowerCase();
    if (TOP_LEVEL.has(topLevel)) {
      const name = written.slice(0, length).replaceAll(ANY_DOT, '.');
      return { start, end: start + length, name };
    }
    length = dot.index;
  }
  return undefined;
}

const PLAIN_LABELS = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+/iu;

/** `ada@acme.dev . bob@…`: what stands before the first gap is a domain already, and what follows is the sentence's. */
function isWholeDomain(text: string, { start, end }: Named): boolean {
  const plain = PLAIN_LABELS.exec(text.slice(start, end))?.[0] ?? '';
  return TOP_LEVEL.has(plain.slice(plain.lastIndexOf('.') + 1).toLowerCase());
}

function localPartBefore(text: string, end: number): Named | undefined {
  let start = wordStart(text, end);
  let name = text.slice(start, end);
  for (let joints = 0; joints < MOST_JOINTS && start > 0; joints += 1) {
    const joint = JOINT.exec(text.slice(Math.max(0, start - LONGEST_JOINT), start));
    if (joint === null) break;
    const wordEnd = start - joint[0].length;
    const earlier = wordStart(text, wordEnd);
    if (earlier === wordEnd) break;
    name = text.slice(earlier, wordEnd) + (SIGNS[joint[1]?.toLowerCase() ?? ''] ?? '.') + name;
    start = earlier;
  }
  return name === '' ? undefined : { start, end, name };
}

function wordStart(text: string, end: number): number {
  let start = end;
  while (end - start < LONGEST_WORD && LOCAL_CHARACTER.test(text[start - 1] ?? ' ')) start -= 1;
  while (start < end && /[.'%-]/u.test(text[start] ?? '')) start += 1;
  return start;
}

function speaksOfMail(text: string, start: number): boolean {
  return MAIL_WORD.test(text.slice(Math.max(0, start - MAIL_WORD_REACH), start));
}
