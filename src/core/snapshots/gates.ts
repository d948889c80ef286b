import * as z from 'zod';
import type { JobContext } from '../job.js';
import { parsedJson } from '../records/parsedJson.js';
import { sha256 } from '../records/sha256.js';
import { keptReports } from '../workspace/keptReports.js';
import type { SnapshotManifest } from './snapshotEntry.js';

export type SnapshotGates = NonNullable<SnapshotManifest['gates']>;

const side = z.object({
  knowledge: z.object({ sha256: z.string() }),
  reranker: z.object({ sha256: z.string() }).nullable(),
});

/** What is looked at of a report of `codelumi validate`; the room that writes it is below this one. */
export const seenReportSchema = z.object({
  created_at: z.iso.datetime(),
  verdict: z.enum(['pass', 'fail', 'inconclusive']),
  compared: z.object({ baseline: side, candidate: side }),
  gates: z.array(z.object({ gate: z.string(), status: z.string() })),
});

type Seen = z.infer<typeof seenReportSchema>;

/**
 * The gates of a knowledge base of exactly these bytes, by its newest report. One that holds another reranker against the
 * one in use says nothing of the knowledge base alone, and is passed over.
 *
 * @returns undefined: it was not validated
 */
export async function gatesOf(
  context: Pick<JobContext, 'files'>,
  digest: string,
): Promise<SnapshotGates | undefined> {
  return (await readGates(context)).get(digest);
}

/** The same of all that were validated, by the SHA-256 of their bytes. */
export async function readGates({
  files,
}: Pick<JobContext, 'files'>): Promise<ReadonlyMap<string, SnapshotGates>> {
  const found = new Map<string, SnapshotGates>();
  for await (const { file, bytes } of keptReports(files)) {
    const report = seenReportSchema.safeParse(parsedJson(bytes)).data;
    if (report === undefined || isOfReranker(report)) continue;
    const { created_at, verdict, gates, compared } = report;
    const { sha256: about } = compared.candidate.knowledge;
    const before = found.get(about);
    if (before !== undefined && before.at >= created_at) continue; // Of one moment the first is the newer.
    const seen = gates.map(({ gate, status }) => ({ gate, status }));
    found.set(about, {
      verdict,
      at: created_at,
      report: { file, sha256: sha256(bytes) },
      gates: seen,
    });
  }
  return found;
}

function isOfReranker({ compared: { baseline, candidate } }: Seen): boolean {
  return baseline.reranker?.sha256 !== candidate.reranker?.sha256;
}
