import { isUtf8 } from 'node:buffer';
import type { FaultKind } from './readFault.js';

/** UTF-8 once read as Windows-1252, as it looks for the commonest characters: ‘ ’ “ ” – — … • é ü. */
export const MOJIBAKE =
  /â€[\u02dc\u2122\u0153\u009d\u201c\u201d\u00a6\u00a2]|Ã[\u00a0-\u00bf]|Â[\u00a0-\u00bf]/u;
/** With the `u` flag only a surrogate without its other half matches. */
const LONE_SURROGATE = /[\ud800-\udfff]/u;

const NONE: readonly FaultKind[] = [];

/**
 * What is wrong with the text of a record that parsed. The record is kept as it is; mending text is
 * a reviewer's decision.
 *
 * @param bytes the record's bytes, `text` the same decoded, `value` the same parsed
 */
export function textFaults(bytes: Buffer, text: string, value: unknown): readonly FaultKind[] {
  const hasReplacement = text.includes('\ufffd');
  const hasEscape = text.includes('\\u');
  // In UTF-8 all but ASCII takes more bytes than characters, unless it is invalid.
  const isPlain = !hasReplacement && text.length === bytes.length;
  if (isPlain && !hasEscape) return NONE;
  const kinds: FaultKind[] = [];
  if (hasReplacement && !isUtf8(bytes)) kinds.push('invalid-utf8');
  if (!isPlain && MOJIBAKE.test(text)) kinds.push('mojibake');
  // Bytes cannot hold a lone surrogate; only an escape such as \ud83d brings one in.
  if (hasEscape && /\\ud[89a-f]/iu.test(text) && holdsLoneSurrogate(value))
    kinds.push('lone-surrogate');
  return kinds;
}

function holdsLoneSurrogate(value: unknown): boolean {
  if (typeof value === 'string') return LONE_SURROGATE.test(value);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(
    ([key, inner]) => LONE_SURROGATE.test(key) || holdsLoneSurrogate(inner),
  );
}
