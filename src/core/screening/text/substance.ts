import { type EmptyKind, emptyKindOf } from './emptyPhrases.js';
import { partsOf, sentencesIn } from './textParts.js';

/** How much an answer says, and by what it avoids saying more. */
export interface Substance {
  /** Words of sentences that are not empty, and of code. */
  readonly words: number;
  /** Sentences that tell nothing, by kind. */
  readonly empty: Readonly<Record<EmptyKind, number>>;
}

/** A sentence this long says something even if it begins like an excuse: "I cannot find it in 2.0, because …". */
const LONGEST_EXCUSE = 22;
/** "I don't know how long it has been there, but now you can …": what follows may say something. */
const CONTINUED =
  /(?::\s|[,;—–-]\s(?:but|however|though|so|instead|yet|you can|try|use)\b)(.{0,400})/isu;
const WORD = /[\p{L}\p{N}][\p{L}\p{N}'’_.-]*/gu;

/**
 * Weighs the sentences of an answer. Linear.
 * @param enough where counting stops: an answer with so many words says something
 */
export function substanceOf(answer: string, enough: number): Substance {
  const empty = { refusal: 0, evasion: 0, filler: 0 };
  let words = 0;
  for (const { start, end } of sentencesIn(answer)) {
    const sentence = answer.slice(start, end);
    const count = wordsIn(sentence);
    const kind = emptyKindOf(sentence);
    if (kind === undefined) {
      words += count;
    } else {
      empty[kind] += 1;
      words += Math.max(0, count - LONGEST_EXCUSE, wordsIn(continuationOf(sentence)));
    }
    if (words >= enough) break;
  }
  return { words, empty };
}

function continuationOf(sentence: string): string {
  const rest = CONTINUED.exec(sentence)?.[1] ?? '';
  return emptyKindOf(rest.trim()) === undefined ? rest : '';
}

export function wordsIn(text: string): number {
  let count = 0;
  for (const _ of text.matchAll(WORD)) count += 1;
  return count;
}

/** How an answer is divided between code and the words that explain it. */
export interface CodeShare {
  /** Share of the characters, white space aside, that stand in code of their own lines, 0 to 1. */
  readonly share: number;
  /** Words outside code, and in the comments of code. */
  readonly explanation: number;
}

const COMMENT = /(?:^|\s)(?:(?:\/\/|\/\*|<!--)\s{0,9}|(?:#|--|\*)\s{1,9})(\S.{0,300})/u;

/**
 * Linear. Code inside a sentence is explained by the sentence.
 * @param enough where counting stops: so many words explain something
 */
export function codeShareOf(answer: string, enough: number): CodeShare {
  let code = 0;
  let other = 0;
  let explanation = 0;
  for (const { kind, start, end } of partsOf(answer)) {
    const piece = answer.slice(start, end);
    const length = piece.replaceAll(/\s+/gu, '').length;
    if (kind === 'fenced' || kind === 'line') code += length;
    else other += length;
    if (kind === 'prose') explanation += wordsIn(piece);
    else explanation += wordsIn(COMMENT.exec(piece)?.[1] ?? '');
    if (explanation >= enough) break;
  }
  const onlyCode = explanation === 0 && other > 0;
  return { share: code + other === 0 ? 0 : onlyCode ? 1 : code / (code + other), explanation };
}
