import { CodelumiError, type Place, throwIfCancelled } from '../errors.js';
import type { Job, JobContext } from '../job.js';
import { logContext } from '../mining/central/logContext.js';
import { type SoughtForm, soughtForms } from '../screening/erasure/soughtForms.js';
import { type HowWritten, matcherOf } from '../screening/erasure/soughtText.js';
import { readConfig } from '../workspace/config.js';
import type { Config } from '../workspace/configSchema.js';
import { resolveSources, SOURCE_KINDS } from '../workspace/sources.js';
import { type RelatedCandidate, relatedCandidates } from './relatedCandidates.js';
import { type PlaceKind, placeKindOf, searchedFiles, searchedFolders } from './searchedFiles.js';
import { modelHolds, searchLines } from './searchFile.js';

export interface FindInput {
  /** Names, addresses, secrets of one person; each is looked for. */
  readonly values: readonly string[];
}

export interface FoundPlace {
  readonly kind: PlaceKind;
  readonly place: Place;
  readonly how: HowWritten;
  /** The candidate or entry that is concerned, where the line says so. */
  readonly id?: string;
}

/** Where somebody is. The values themselves stand nowhere in it. */
export interface Found {
  readonly places: readonly FoundPlace[];
  /** Candidates that come from a conversation in which the person is named, and do not name them. */
  readonly related: readonly RelatedCandidate[];
  readonly searched: number;
  /** Lines that are too long to be searched: somebody has to look. */
  readonly notSearched: readonly Place[];
}

/** Nobody reads more; the counts by file go on. */
const MOST_PLACES = 100_000;

/**
 * Finds who or what is named in anything this workspace holds, however it is written there. Reads everything,
 * changes nothing, and keeps nothing of what it was asked.
 *
 * @throws CodelumiError `wrong-usage` when nothing, or too little, is looked for
 */
export const findPerson: Job<FindInput, Found> = async ({ values }, context) => {
  const forms = formsOf(values);
  const config = await readConfig(context.files);
  const logs = logContext(context, config);
  const named = await logsOf(logs, config);
  const folders = searchedFolders(config.sources.knowledgeBase);
  const paths = await searchedFiles(context, folders, named);
  const search = new Search(context, logs, forms, config.sources.knowledgeBase, named);
  for (const [done, file] of paths.entries()) {
    context.progress({ message: 'Looking into files', done, total: paths.length });
    await search.lookInto(file);
  }
  const { places, notSearched } = search;
  context.progress({ message: 'Following conversations' });
  const related = await relatedCandidates(context, logs, config, places);
  return { places, related, searched: paths.length, notSearched };
};

/** @throws CodelumiError `wrong-usage` */
export function formsOf(values: readonly string[]): SoughtForm[] {
  const given = values.map((value) => value.trim()).filter((value) => value !== '');
  if (given.length > 0) return given.flatMap(soughtForms);
  throw new CodelumiError({
    reason: 'wrong-usage',
    what: 'Nobody was named',
    remedy: 'Give a name, an e-mail address or a secret.',
  });
}

class Search {
  readonly places: FoundPlace[] = [];
  readonly notSearched: Place[] = [];
  readonly #context: JobContext;
  readonly #logs: JobContext;
  readonly #named: ReadonlySet<string>;
  readonly #forms: readonly SoughtForm[];
  readonly #knowledgeBase: string;

  constructor(
    context: JobContext,
    logs: JobContext,
    forms: readonly SoughtForm[],
    knowledgeBase: string,
    named: ReadonlySet<string>,
  ) {
    this.#context = context;
    this.#logs = logs;
    this.#forms = forms;
    this.#knowledgeBase = knowledgeBase;
    this.#named = named;
  }

  async lookInto(file: string): Promise<void> {
    throwIfCancelled(this.#context.signal);
    const isLog = this.#named.has(file);
    const kind = isLog ? 'log' : placeKindOf(file, this.#knowledgeBase);
    if (kind === 'model' && !/\.jsonl?$/u.test(file)) return this.#lookIntoModel(file);
    const tooLong = (line: number) => this.notSearched.push({ file, line });
    const matches = matcherOf(this.#forms);
    const context = isLog ? this.#logs : this.#context;
    for await (const { line, how, id } of searchLines(context, file, matches, tooLong)) {
      if (this.places.length >= MOST_PLACES) return;
      const place = line === undefined ? { file } : { file, line };
      this.places.push({ kind, place, how, ...(id === undefined ? {} : { id }) });
    }
  }

  async #lookIntoModel(file: string): Promise<void> {
    const words = this.#forms.map((form) => (form.kind === 'words' ? form.words : [form.digits]));
    if (await modelHolds(this.#context, file, words))
      this.places.push({ kind: 'model', place: { file }, how: 'plain' });
  }
}

async function logsOf(
  logs: JobContext,
  config: Pick<Config, 'sources'>,
): Promise<ReadonlySet<string>> {
  const sources = await resolveSources(logs, config);
  return new Set(SOURCE_KINDS.flatMap((kind) => sources[kind]));
}
