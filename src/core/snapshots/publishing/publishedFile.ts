import { textDigest } from '../../records/fingerprint.js';
import type { JsonObject } from '../../records/readItem.js';
import type { SnapshotEntry } from '../snapshotEntry.js';
import { SNAPSHOT_NAME } from '../snapshotName.js';

/** The assistant's main file in its knowledge base. */
const MAIN_FILE = 'lumi_knowledge.json';

/** @param folder that the settings name as the knowledge base */
export function publishedFile(folder: string): string {
  return `${folder}/${MAIN_FILE}`;
}

/** Keys whose values come from the snapshot, whatever the file had. */
const OURS = ['id', 'variants', 'confidence', 'source', 'date', 'supersedes', 'origin'] as const;

/**
 * An entry as the assistant loads it. What its file says of it beside what we know (`embedding`, say) is kept where question
 * and answer are what they were. Of an acceptance the candidate and the decision are told, and nobody's name.
 *
 * @param before the entry in the knowledge base as it is, if its question and answer are the same
 */
export function publishedEntry(entry: SnapshotEntry, before: JsonObject | undefined): JsonObject {
  const { id, q, a, variants, confidence, source, date, supersedes, origin } = entry;
  const others = { ...(before ?? { q, a }) };
  for (const key of OURS) delete others[key];
  return {
    id,
    ...others,
    ...(variants && { variants }),
    ...(confidence !== undefined && { confidence }),
    source,
    ...(date !== undefined && { date }),
    ...(supersedes && { supersedes }),
    ...('candidate' in origin && {
      origin: {
        candidate: origin.candidate,
        decision: origin.decision,
        digest: textDigest({ query: q, assistant_output: a }),
      },
    }),
  };
}

/** The file in pieces: `{"snapshot":…,"qa":[…]}`, one entry a line, so that Git shows what changed. */
export function* publishedContent(name: string, entries: Iterable<JsonObject>): Generator<string> {
  yield `{"snapshot":${JSON.stringify(name)},"qa":[`;
  let isFirst = true;
  for (const entry of entries) {
    yield `${isFirst ? '' : ','}\n${JSON.stringify(entry)}`;
    isFirst = false;
  }
  yield '\n]}\n';
}

const BEGINNING = /^\{"snapshot":"([^"]{1,100})",/u;
const BEGINNING_BYTES = 200;

/** The snapshot that a knowledge base says it was published from; undefined: from none, or the assistant wrote it anew. */
export function publishedNameIn(beginning: Uint8Array): string | undefined {
  const text = Buffer.from(beginning.subarray(0, BEGINNING_BYTES)).toString('utf8');
  const name = BEGINNING.exec(text)?.[1];
  return name !== undefined && SNAPSHOT_NAME.test(name) ? name : undefined;
}
