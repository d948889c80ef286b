import * as z from 'zod';
import type { Normalisation } from './basicTokens.js';
import type { TemplatePart } from './pairEncoding.js';
import { LONGEST_ROW, type PairTokenizer, usualTemplate } from './pairTokenizer.js';
import { numberIn, parsed } from './tokenizerFile.js';

const special = z.tuple([z.string(), z.int().nonnegative()]);
const templatePart = z.union([
  z.object({ SpecialToken: z.object({ id: z.string(), type_id: z.int() }) }),
  z.object({ Sequence: z.object({ id: z.enum(['A', 'B']), type_id: z.int() }) }),
]);

/** Two texts and the special tokens around them; few enough to leave room for texts in the shortest row. */
const pairTemplate = z
  .array(templatePart)
  .max(6)
  .refine((parts) => ['A', 'B'].every((text) => parts.filter(isOf(text)).length === 1), {
    error: 'each of the two texts stands in it once',
  });

function isOf(text: string): (part: z.infer<typeof templatePart>) => boolean {
  return (part) => 'Sequence' in part && part.Sequence.id === text;
}

/** `tokenizer.json` of huggingface/tokenizers, as far as BERT's kind of models goes. */
const tokenizerSchema = z.looseObject({
  truncation: z.looseObject({ max_length: z.int().min(8) }).nullish(),
  normalizer: z.looseObject({
    type: z.literal('BertNormalizer'),
    clean_text: z.boolean().default(true),
    handle_chinese_chars: z.boolean().default(true),
    strip_accents: z.boolean().nullish(),
    lowercase: z.boolean().default(true),
  }),
  pre_tokenizer: z.looseObject({ type: z.literal('BertPreTokenizer') }),
  post_processor: z.union([
    z.looseObject({ type: z.literal('BertProcessing'), sep: special, cls: special }),
    z.looseObject({ type: z.literal('TemplateProcessing'), pair: pairTemplate }),
  ]),
  model: z.looseObject({
    type: z.literal('WordPiece'),
    unk_token: z.string().default('[UNK]'),
    continuing_subword_prefix: z.string().default('##'),
    max_input_chars_per_word: z.int().min(1).max(1_000).default(100),
    vocab: z.record(z.string(), z.int().nonnegative()),
  }),
});

type Tokenizer = z.infer<typeof tokenizerSchema>;

/** @throws CodelumiError `invalid-input` for tokenizers of other kinds */
export function fromTokenizer(file: string, bytes: Uint8Array): PairTokenizer {
  const {
    model,
    normalizer,
    post_processor: post,
    truncation,
  } = parsed(file, bytes, tokenizerSchema);
  const vocabulary = new Map(Object.entries(model.vocab));
  const numberOf = (token: string) => numberIn(file, vocabulary, token);
  const normalisation: Normalisation = {
    cleanText: normalizer.clean_text,
    splitChinese: normalizer.handle_chinese_chars,
    stripAccents: normalizer.strip_accents ?? normalizer.lowercase,
    lowercase: normalizer.lowercase,
  };
  return {
    model: {
      vocabulary,
      unknown: numberOf(model.unk_token),
      continuing: model.continuing_subword_prefix,
      longestWord: model.max_input_chars_per_word,
      normalisation,
    },
    template: templateOf(post, numberOf),
    longest: Math.min(LONGEST_ROW, truncation?.max_length ?? LONGEST_ROW),
    padding: vocabulary.get('[PAD]') ?? 0,
    bytes: [bytes],
  };
}

function templateOf(
  post: Tokenizer['post_processor'],
  numberOf: (token: string) => number,
): TemplatePart[] {
  if (post.type === 'BertProcessing') return usualTemplate(post.cls[1], post.sep[1]);
  return post.pair.map((part) =>
    'Sequence' in part
      ? { piece: part.Sequence.id === 'A' ? 'query' : 'passage', type: part.Sequence.type_id }
      : { piece: numberOf(part.SpecialToken.id), type: part.SpecialToken.type_id },
  );
}
