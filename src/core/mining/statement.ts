import type { MemoryEntry } from '../records/memoryEntry.js';

/** Shorter ones are greetings, thanks and commands; longer ones are pasted logs. */
const SHORTEST = 50;
const LONGEST = 2_000;
/** A pasted error asks for help, whatever its punctuation. */
const TELLS_OF_TROUBLE =
  /(?<![\p{L}\p{N}])(?:error|err!|fail(?:s|ed|ing|ure)?|cannot|can['’]?t|(?:does|did|is|was)(?:n['’]?t| not)|not found|denied|fatal|exception|undefined|broken|crash(?:es|ed)?|why)(?![\p{L}\p{N}])/iu;

/** Whether a user told the assistant something: neither a question nor a cry for help. */
export function isStatement(entry: MemoryEntry): boolean {
  const { role } = entry;
  if (role !== 'user' && role !== 'text') return false;
  const { text } = entry;
  if (text.includes('?')) return false;
  const { length } = text.trim();
  return length >= SHORTEST && length <= LONGEST && !TELLS_OF_TROUBLE.test(text);
}
