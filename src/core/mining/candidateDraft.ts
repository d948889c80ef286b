import type { Candidate, Evidence } from '../records/candidate.js';
import { fingerprintOf } from '../records/fingerprint.js';
import { type Asked, type Mined, type MinedAnswer, RULES } from './mined.js';
import type { ReadBack, Wanted } from './readBack.js';
import { Support } from './support.js';

/** A candidate before it has an id, findings and scores. */
export interface CandidateDraft
  extends Pick<
    Candidate,
    | 'source'
    | 'timestamp'
    | 'query'
    | 'assistant_output'
    | 'user_feedback'
    | 'author'
    | 'fingerprint'
    | 'provenance'
    | 'evidence'
  > {
  readonly metadata: Pick<
    Candidate['metadata'],
    'kb_id' | 'variants' | 'gap' | 'corroboration' | 'timestamp_inferred'
  >;
}

const MOST_VARIANTS = 20;

/** What a group of things mined about the same comes to, while its texts are still in the logs. */
export interface DraftOutline {
  readonly source: Candidate['source'];
  readonly feedback: Mined['feedback'];
  readonly asked: Asked;
  readonly answer: MinedAnswer | undefined;
  readonly variants: readonly Asked[];
  readonly support: Support;
  readonly evidence: readonly Evidence[];
  readonly kbId: string | undefined;
}

/** The first of `group` gives the text, the others' questions become variants. */
export function outlineOf(group: readonly Mined[]): DraftOutline {
  const [first] = group;
  if (first === undefined) throw new Error('A draft is made of something that was mined.');
  return {
    source: first.source,
    feedback: group.some(({ feedback }) => feedback === 'positive_feedback')
      ? 'positive_feedback'
      : 'none',
    asked: first.asked,
    answer: first.answer,
    variants: variantsOf(group, first.asked),
    support: Support.together(group.map(({ support }) => support)),
    evidence: evidenceOf(group),
    kbId: group.find(({ kbId }) => kbId !== undefined)?.kbId,
  };
}

/** What has to be read back from the logs to make a draft of each. */
export function wantedFor(outlines: readonly DraftOutline[]): Wanted {
  return {
    texts: outlines.flatMap(({ asked, answer, variants }) => [
      asked.text,
      ...variants.map(({ text }) => text),
      ...(answer === undefined ? [] : [answer.text]),
    ]),
    lines: outlines.flatMap(({ support }) => support.lines.map(({ position }) => position)),
  };
}

/** @param now milliseconds since the epoch, for logs that carry no time at all */
export function draftOf(outline: DraftOutline, read: ReadBack, now: number): CandidateDraft {
  const { support, kbId } = outline;
  const query = read.textOf(outline.asked.text);
  const assistant_output = outline.answer === undefined ? '' : read.textOf(outline.answer.text);
  const variants = outline.variants.map(({ text }) => read.textOf(text));
  return {
    source: outline.source,
    timestamp: new Date(support.first?.time ?? now).toISOString(),
    query,
    assistant_output,
    user_feedback: outline.feedback,
    author: 'codelumi-system',
    fingerprint: fingerprintOf({ query, assistant_output }),
    provenance: support.lines.map(({ position, part }) => ({
      file: position.file,
      line: position.line,
      byte_offset: position.byteOffset,
      byte_length: position.byteLength,
      sha256: read.sha256Of(position),
      part,
    })),
    evidence: [...outline.evidence],
    metadata: {
      ...(kbId === undefined ? {} : { kb_id: kbId }),
      ...(variants.length === 0 ? {} : { variants }),
      ...(assistant_output === '' ? { gap: true } : {}),
      corroboration: { sessions: support.sessions, days: support.days },
      ...(support.first === undefined || support.first.isInferred
        ? { timestamp_inferred: true }
        : {}),
    },
  };
}

function evidenceOf(group: readonly Mined[]): Evidence[] {
  const counts = new Map<Mined['rule'], number>();
  for (const { rule, support } of group) counts.set(rule, (counts.get(rule) ?? 0) + support.count);
  return [...counts].map(([rule, count]) => ({ ...RULES[rule], count }));
}

/** Each way to ask once, in the words in which it came first. */
function variantsOf(group: readonly Mined[], { query }: Asked): Asked[] {
  const byQuery = new Map<number, Asked>();
  for (const mined of group)
    for (const asked of [mined.asked, ...mined.variants])
      if (!byQuery.has(asked.query)) byQuery.set(asked.query, asked);
  byQuery.delete(query);
  return [...byQuery.values()].slice(0, MOST_VARIANTS);
}
