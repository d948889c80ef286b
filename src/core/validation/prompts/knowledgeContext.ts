import type { PromptMessage } from './promptMessage.js';

/** Longest excerpt of an entry, in UTF-16 code units as the assistant cuts it. */
export const LONGEST_EXCERPT = 400;

/** What a message about the knowledge base has to keep to. */
export interface KnowledgeRule {
  readonly hasEntry: (id: string) => boolean;
  /** How many hits it may show. */
  readonly hits: number;
}

interface ShownHit {
  readonly id: string;
  readonly title: string;
  readonly excerpt: string;
  /** In the message, from 1. */
  readonly line: number;
}

const HEAD = /^KB_CONTEXT: Top (\d{1,6}) knowledge hits related to the query:$/u;

/** The first line of such a message. */
export function knowledgeHead(hits: number): string {
  return `KB_CONTEXT: Top ${hits} knowledge hits related to the query:`;
}

/**
 * What is wrong with a message that shows entries, a sentence each without its full stop; none where it is as it must be:
 * a head that says how many follow, then `- title (id): excerpt` for each, once, with an excerpt that is not too long.
 * An excerpt may go on in further lines and empty lines may stand between hits; a line in an excerpt that looks like
 * a hit is one, for the model too.
 */
export function knowledgeFaults({ content }: PromptMessage, rule: KnowledgeRule): string[] {
  const [head = '', ...lines] = content.split('\n');
  const announced = HEAD.exec(head)?.[1];
  if (announced === undefined)
    return [`Its first line is not "${knowledgeHead(1).replace('1', 'N')}"`];
  const { hits, stray } = shownHits(lines);
  const faults = stray.map((line) => `Line ${line} is no "- title (id): excerpt"`);
  if (Number(announced) !== hits.length)
    faults.push(`It announces ${announced} hits and shows ${hits.length}`);
  if (hits.length === 0) faults.push('It shows no hit');
  if (hits.length > rule.hits)
    faults.push(`It shows ${hits.length} hits, and at most ${rule.hits} are allowed`);
  const seen = new Set<string>();
  for (const hit of hits) {
    faults.push(...hitFaults(hit, rule));
    if (seen.has(hit.id)) faults.push(`Line ${hit.line} shows ${quoted(hit.id)} again`);
    seen.add(hit.id);
  }
  return faults;
}

function hitFaults({ id, title, excerpt, line }: ShownHit, { hasEntry }: KnowledgeRule): string[] {
  const faults: string[] = [];
  if (title.trim() === '') faults.push(`Line ${line} has no title`);
  if (excerpt.trim() === '') faults.push(`Line ${line} has no excerpt`);
  if (excerpt.length > LONGEST_EXCERPT)
    faults.push(
      `The excerpt at line ${line} has ${excerpt.length} characters, and at most ${LONGEST_EXCERPT} are allowed`,
    );
  if (!hasEntry(id))
    faults.push(`Line ${line} names ${quoted(id)}, which is no entry of the knowledge base`);
  return faults;
}

function quoted(id: string): string {
  return id === '' ? 'nothing' : `"${id}"`;
}

/** @param lines those below the head */
function shownHits(lines: readonly string[]): {
  readonly hits: readonly ShownHit[];
  /** Lines before the first hit that are something else. */
  readonly stray: readonly number[];
} {
  const hits: ShownHit[] = [];
  const stray: number[] = [];
  let last: { hit: Omit<ShownHit, 'excerpt'>; parts: string[] } | undefined;
  const end = () => {
    if (last !== undefined) hits.push({ ...last.hit, excerpt: last.parts.join('\n').trimEnd() });
  };
  for (const [index, text] of lines.entries()) {
    const line = index + 2;
    const begun = beginningOf(text);
    if (begun !== undefined) {
      end();
      last = { hit: { id: begun.id, title: begun.title, line }, parts: [begun.excerpt] };
    } else if (last !== undefined) last.parts.push(text);
    else if (text.trim() !== '') stray.push(line);
  }
  end();
  return { hits, stray };
}

/** `- title (id): excerpt`. Titles may hold brackets: the id is what stands in the last ones before the first `): `. */
function beginningOf(text: string): Omit<ShownHit, 'line'> | undefined {
  if (!text.startsWith('- ')) return undefined;
  const end = endOfId(text);
  if (end < 0) return undefined;
  const start = text.lastIndexOf(' (', end);
  if (start < 1) return undefined;
  return {
    title: text.slice(2, start),
    id: text.slice(start + 2, end),
    excerpt: text.slice(end + 2).replace(/^ /u, ''),
  };
}

function endOfId(text: string): number {
  const inLine = text.indexOf('): ');
  if (inLine >= 0) return inLine;
  return text.endsWith('):') ? text.length - 2 : -1;
}
