import type * as z from 'zod';
import { CodelumiError, messageOf } from '../../errors.js';

/** The number of a token that must be there. @throws CodelumiError `invalid-input` */
export function numberIn(
  file: string,
  vocabulary: ReadonlyMap<string, number>,
  token: string,
): number {
  const number = vocabulary.get(token);
  if (number !== undefined) return number;
  throw refused(file, `has no "${token}"`);
}

/** A file of a tokenizer as JSON of one shape. @throws CodelumiError `invalid-input` with the key that is other */
export function parsed<Value>(file: string, bytes: Uint8Array, schema: z.ZodType<Value>): Value {
  let value: unknown;
  try {
    value = JSON.parse(decoded(file, bytes));
  } catch (cause) {
    throw refused(file, `is not JSON: ${messageOf(cause)}`);
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const key = issue?.path.map(String).join('.') || 'the top level';
  throw refused(
    file,
    `is of no kind that is known here, at ${key}: ${issue?.message ?? 'not valid'}`,
  );
}

/** @throws CodelumiError `invalid-input` where it is not UTF-8 */
export function decoded(file: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw refused(file, 'is not UTF-8');
  }
}

/** @param what how the sentence goes on that begins with the tokenizer */
export function refused(file: string, what: string): CodelumiError {
  return new CodelumiError({
    reason: 'invalid-input',
    what: `The tokenizer ${what}`,
    place: { file },
    remedy: 'Use a model of the BERT kind (WordPiece), with the files it was published with.',
  });
}
