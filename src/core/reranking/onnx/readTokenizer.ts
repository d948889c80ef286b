import * as z from 'zod';
import { CodelumiError } from '../../errors.js';
import type { Files } from '../../ports/files.js';
import { LONGEST_ROW, type PairTokenizer, usualTemplate } from './pairTokenizer.js';
import { decoded, numberIn, parsed, refused } from './tokenizerFile.js';
import { fromTokenizer } from './tokenizerJson.js';

/** Usual vocabularies take less than a megabyte. */
const LONGEST_FILE = 32 * 1024 * 1024;

const settings = z.looseObject({ do_lower_case: z.boolean().default(true) });

/**
 * Reads `tokenizer.json`, or else `vocab.txt` with `tokenizer_config.json` beside it.
 * @throws CodelumiError `not-found` where neither is there, `invalid-input` for tokenizers of other kinds, by name
 */
export async function readTokenizer(files: Files, folder: string): Promise<PairTokenizer> {
  const whole = await readSmall(files, `${folder}/tokenizer.json`);
  if (whole !== undefined) return fromTokenizer(`${folder}/tokenizer.json`, whole);
  const file = `${folder}/vocab.txt`;
  const vocabulary = await readSmall(files, file);
  if (vocabulary === undefined) throw noTokenizer(folder);
  const config = await readSmall(files, `${folder}/tokenizer_config.json`);
  const { do_lower_case: lowercase } =
    config === undefined
      ? settings.parse({})
      : parsed(`${folder}/tokenizer_config.json`, config, settings);
  return fromVocabulary(file, vocabulary, lowercase, config);
}

function fromVocabulary(
  file: string,
  bytes: Uint8Array,
  lowercase: boolean,
  config: Uint8Array | undefined,
): PairTokenizer {
  const lines = decoded(file, bytes).replace(/\n$/u, '').split('\n');
  const vocabulary = new Map(lines.map((line, number) => [line.replace(/\r$/u, ''), number]));
  const numberOf = (token: string) => numberIn(file, vocabulary, token);
  const normalisation = { cleanText: true, splitChinese: true, stripAccents: lowercase, lowercase };
  const unknown = numberOf('[UNK]');
  return {
    model: { vocabulary, unknown, continuing: '##', longestWord: 100, normalisation },
    template: usualTemplate(numberOf('[CLS]'), numberOf('[SEP]')),
    longest: LONGEST_ROW,
    padding: vocabulary.get('[PAD]') ?? 0,
    bytes: config === undefined ? [bytes] : [bytes, config],
  };
}

async function readSmall(files: Files, file: string): Promise<Uint8Array | undefined> {
  const stat = await files.stat(file);
  if (stat === undefined) return undefined;
  if (stat.size > LONGEST_FILE) throw refused(file, `is larger than ${LONGEST_FILE} bytes`);
  return files.read(file);
}

function noTokenizer(folder: string): CodelumiError {
  return new CodelumiError({
    reason: 'not-found',
    what: 'The folder of the model has neither tokenizer.json nor vocab.txt',
    place: { file: folder },
    remedy: 'Put the tokenizer that the model was trained with beside it.',
  });
}
