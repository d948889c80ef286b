import type { JobContext } from '../../job.js';
import type { KbEntry } from '../../records/kbEntry.js';
import { reviewDays, reviewedCandidates } from '../../review/reviewedCandidates.js';
import { candidateDays, isProblem } from '../../workspace/candidateFiles.js';
import { stampsOf } from '../../workspace/fileStamp.js';
import { candidatesFile, decisionsFolder } from '../../workspace/paths.js';
import { KnownTexts } from './knownTexts.js';

type ReadContext = Pick<JobContext, 'files' | 'signal'>;

/** Reads all candidates with what was decided about them, beside the knowledge base. Lines that cannot be used are passed over. */
export async function readKnownTexts(
  context: ReadContext,
  knowledgeBase: readonly KbEntry[],
): Promise<KnownTexts> {
  const known = new KnownTexts();
  for (const entry of knowledgeBase) known.addKbEntry(entry);
  for (const day of await candidateDays(context)) {
    for await (const read of reviewedCandidates(context, day))
      if (!isProblem(read)) known.addCandidate(read);
  }
  return known;
}

/** Changes whenever a candidate or a decision is added: whether `readKnownTexts` would say the same. */
export async function stampOfCandidates(context: ReadContext): Promise<string> {
  const { files } = context;
  const stamps = await Promise.all(
    (await reviewDays(context)).map(async (day) => {
      const journals = await files.list(decisionsFolder(day));
      const paths = journals.map(({ name }) => `${decisionsFolder(day)}/${name}`);
      return stampsOf(files, [candidatesFile(day), ...paths]);
    }),
  );
  return stamps.join('\n');
}
