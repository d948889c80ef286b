import * as z from 'zod';
import type { JobContext } from '../job.js';
import { parsedJson } from '../records/parsedJson.js';
import { sha256 } from '../records/sha256.js';
import { filesIn } from '../workspace/filesIn.js';
import { describeBreak, readJournal } from '../workspace/journal.js';
import { ALERTS_FOLDER, REFERENCES_FOLDER } from '../workspace/paths.js';
import type { Findings } from './fault.js';

/** What of an event of alerts can be held against files; monitoring/alerts has the whole of it. */
const judgedSchema = z.object({
  result: z.object({
    reference: z.object({ file: z.string(), sha256: z.string() }).optional(),
  }),
});

/** A reference; monitoring/references has the whole of it. */
const referenceSchema = z.object({ content: z.unknown(), sha256: z.string() });

const REFERENCE = new RegExp(
  `^${REFERENCES_FOLDER.replaceAll('.', '\\.')}/(?!\\.{1,2}$)[^/\\\\]{1,255}$`,
  'u',
);

type Context = Pick<JobContext, 'files'>;

/**
 * Whether references are what was frozen, journals of alerts are unbroken, and what alerts were judged by is still what it was then.
 * @returns how many events were looked at
 */
export async function verifyMonitoring(context: Context, findings: Findings): Promise<number> {
  await verifyReferences(context, findings);
  const references = new References(context);
  let events = 0;
  for (const file of await filesIn(context.files, ALERTS_FOLDER))
    events += await verifyJournal(context, file, references, findings);
  return events;
}

/** A reference tells the hash of its content, so one that was edited shows whether anything was judged by it or not. */
async function verifyReferences({ files }: Context, { faults }: Findings): Promise<void> {
  for (const { name, kind } of await files.list(REFERENCES_FOLDER)) {
    if (kind !== 'file' || !name.endsWith('.json')) continue;
    const file = `${REFERENCES_FOLDER}/${name}`;
    const kept = referenceSchema.safeParse(parsedJson(await files.read(file))).data;
    if (kept !== undefined && sha256(JSON.stringify(kept.content)) === kept.sha256) continue;
    const message = 'not what was frozen as normal; restore it from Git';
    faults.push({ check: 'monitoring', place: { file }, message });
  }
}

async function verifyJournal(
  { files }: Context,
  file: string,
  references: References,
  { faults }: Findings,
): Promise<number> {
  const { lines, break: broken } = await readJournal(files, file);
  const fault = (line: number, message: string) =>
    faults.push({ check: 'monitoring', place: { file, line }, message });
  if (broken !== undefined && broken.kind !== 'torn')
    fault(broken.line, `${describeBreak(broken)}; events from here on do not count`);
  for (const { line, value } of lines) {
    const named = judgedSchema.safeParse(value).data?.result.reference;
    const wrong = named && (await references.wrongWith(named));
    if (wrong !== undefined)
      fault(line, `the reference that was judged by ${wrong}; restore it from Git`);
  }
  return lines.length;
}

/** References, each read once. */
class References {
  readonly #files: JobContext['files'];
  readonly #digests = new Map<string, string | undefined>();

  constructor({ files }: Context) {
    this.#files = files;
  }

  async wrongWith(named: {
    readonly file: string;
    readonly sha256: string;
  }): Promise<string | undefined> {
    const { file } = named;
    // No name in a journal leads anywhere else.
    if (!REFERENCE.test(file)) return `is no file of references: ${file.slice(0, 200)}`;
    if (!this.#digests.has(file)) this.#digests.set(file, await this.#digestOf(file));
    const found = this.#digests.get(file);
    if (found === named.sha256) return undefined;
    return `${found === undefined ? 'is gone' : 'is not what it was'}: ${file}`;
  }

  async #digestOf(file: string): Promise<string | undefined> {
    if ((await this.#files.stat(file))?.kind !== 'file') return undefined;
    return sha256(await this.#files.read(file));
  }
}
