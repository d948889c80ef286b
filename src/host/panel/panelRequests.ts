import { commands, l10n, workspace } from 'vscode';
import { CodelumiError, messageOf } from '../../core/errors.js';
import type { CandidateText } from '../../core/records/candidate.js';
import type { Reviewer } from '../../core/records/decision.js';
import type { CandidateSummary } from '../../core/review/candidateSummary.js';
import { currentFindings } from '../../core/review/currentFindings.js';
import type { Decided } from '../../core/review/decide.js';
import { maskedReview, secretMaskOf } from '../../core/review/maskedReview.js';
import { parseQuery } from '../../core/review/query/parseQuery.js';
import { EVERYTHING } from '../../core/review/query/query.js';
import { describeQueryFault } from '../../core/review/query/queryFault.js';
import type { StepDone } from '../../core/review/undoRedo.js';
import { readEvaluationContext } from '../../core/screening/context/screeningContext.js';
import type { ScreeningPolicy } from '../../core/screening/recogniser.js';
import type { SecretMask } from '../../core/screening/secretMask.js';
import { readConfig } from '../../core/workspace/config.js';
import type { Compared, Detail, Draft, Finding, Summary } from '../../shared/candidateProtocol.js';
import type { EntryName } from '../../shared/entryName.js';
import { CANDIDATES_VIEW, COMMANDS } from '../../shared/ids.js';
import type {
  FilterChange,
  PanelRequest,
  RequestOf,
  RequestType,
  ResultOf,
} from '../../shared/panelProtocol.js';
import { reasonChoices } from '../../shared/words.js';
import type { ActiveFilter } from '../review/activeFilter.js';
import { filterInput } from '../review/filterInput.js';
import type { GitIdentity } from '../review/gitIdentity.js';
import type { ReviewDesk } from '../review/reviewDesk.js';
import { openLine } from '../workspace/openLine.js';
import { logChanged, openProof } from '../workspace/openProof.js';
import { filesOfWorkspace } from '../workspace/userDataFolder.js';
import { folderInUse, requireRoot } from '../workspace/workspaceFolder.js';
import type { Drafts } from './drafts.js';
import { comparedView, detailView, findingView, summaryView } from './panelViews.js';
import { proposalViews } from './proposalViews.js';

/** More are never read in a list; the tree has them all. */
const MOST_PROBLEMS = 100;

const RUNNABLE = {
  extract: COMMANDS.extract,
  buildSnapshot: COMMANDS.buildSnapshot,
  openView: COMMANDS.openView,
  saveView: COMMANDS.saveView,
  decideOnFilter: COMMANDS.decideOnFilter,
  showLog: COMMANDS.showLog,
  /** VS Code's own, one for each view. */
  showCandidates: `${CANDIDATES_VIEW}.focus`,
} as const;

interface PanelRequestsOptions {
  readonly desk: ReviewDesk;
  readonly drafts: Drafts;
  readonly filter: ActiveFilter;
  readonly identity: GitIdentity;
}

/** What the figure beside it in the panel counts. */
const MINE = 'status:decided reviewer:me';

type Handlers = {
  readonly [Type in RequestType]: (request: RequestOf<Type>) => Promise<ResultOf<Type>>;
};

/** Answers what the panel asks. Every handler either resolves to its result or rejects with the reason. */
export class PanelRequests {
  readonly #desk: ReviewDesk;
  readonly #drafts: Drafts;
  readonly #filter: ActiveFilter;
  readonly #identity: GitIdentity;

  constructor({ desk, drafts, filter, identity }: PanelRequestsOptions) {
    this.#desk = desk;
    this.#drafts = drafts;
    this.#filter = filter;
    this.#identity = identity;
  }

  answer(request: PanelRequest): Promise<unknown> {
    const handler = this.#handlers[request.type] as (request: PanelRequest) => Promise<unknown>;
    return handler(request);
  }

  readonly #handlers: Handlers = {
    queue: async (request) => {
      const page = await this.#queuePage(request);
      if (request.begin !== true) return page;
      const opened = await this.#opened(request.selected ?? firstWaiting(page));
      return opened === undefined ? page : { ...page, opened };
    },
    filter: ({ change }) => this.#changeFilter(change),
    detail: ({ candidate }) => this.#open(candidate),
    screen: ({ candidate, text }) => this.#findingsIn(candidate, text),
    compare: async ({ candidate, other }) => this.#compared(candidate, other),
    impact: ({ candidate, choice }) => this.#desk.impact(candidate, choice),
    rerankedImpact: async ({ candidate, choice }) =>
      (await this.#desk.rerankedImpact(candidate, choice)) ?? null,
    openEntry: async ({ other }) => {
      const { file, line } = await this.#desk.standing(other);
      await openLine(file, line);
      return null;
    },
    revealSecrets: ({ candidate, masks }) => this.#desk.reveal(candidate, masks),
    decide: async ({ type: _type, ...request }) => {
      const { candidate, after: masked } = request;
      const after = masked && (await this.#maskOf(candidate)).unmask(masked);
      const filter = await filterInput(this.#filter, this.#identity);
      const wanted = withoutUndefined({ ...request, after });
      const { decided, next } = await this.#desk.decide(wanted, filter);
      // Taking a candidate up again decides nothing about what is typed there.
      if (request.action !== 'reopen') await this.#drafts.used(request.candidate);
      const detail = await this.#detail(decided);
      return { detail, next: nextView(next, this.#identity.known), advance: opensNext() };
    },
    comment: async ({ candidate, fingerprint, on, text }) => {
      const seen = { candidate, fingerprint, on };
      const { decided } = await this.#desk.decide({ ...seen, action: 'comment', reason: text });
      return this.#detail(decided);
    },
    dismissProposal: async ({ candidate, proposal }) => {
      await this.#desk.dismissProposal(candidate, proposal);
      return this.#detail(await this.#desk.read(candidate));
    },
    undo: async () => this.#stepResult(await this.#desk.undoStep()),
    redo: async () => this.#stepResult(await this.#desk.redoStep()),
    skip: async ({ candidate }) => {
      const filter = await filterInput(this.#filter, this.#identity);
      const { isSkipped, next } = await this.#desk.skip(candidate, filter);
      return { isSkipped, next: nextView(next, this.#identity.known) };
    },
    openProvenance: async ({ candidate, index }) => {
      const line = (await this.#desk.read(candidate)).candidate.provenance[index];
      if (line === undefined) throw noSuchLine(candidate);
      if (!(await openProof(line))) throw logChanged(line);
      return null;
    },
    saveDraft: async ({ candidate, fingerprint, draft }) => {
      if (draft === null) await this.#drafts.forget(candidate);
      else await this.#drafts.set(candidate, draft, fingerprint);
      return null;
    },
    run: async ({ command }) => {
      await commands.executeCommand(RUNNABLE[command]);
      return null;
    },
  };

  async #queuePage({ offset, limit, selected }: RequestOf<'queue'>): Promise<ResultOf<'queue'>> {
    const desk = this.#desk;
    await desk.somethingToShow();
    const failure = desk.state === 'failed' ? desk.error : undefined;
    // What can be read is reviewed; what cannot is said beside it.
    if (failure !== undefined && desk.overview.groups.length === 0) throw failure;
    const { sort } = this.#filter.query;
    const filter = await filterInput(this.#filter, this.#identity);
    const page = await desk.page({
      filter,
      offset,
      limit,
      ...(selected === undefined ? {} : { selected }),
    });
    const { total, counts, items, selectedAt, progress } = page;
    const { problems, problemCount } = desk.overview;
    return {
      offset,
      total,
      counts: { ...counts },
      filter: filter.query,
      sort,
      progress: { decided: progress.decided, mine: progress.mine ?? null },
      items: items.map((item) => summaryView(item, this.#identity.known)),
      selectedAt: selectedAt ?? null,
      problems: [
        ...(failure === undefined ? [] : [messageOf(failure)]),
        ...problems.map(({ position, message }) => `${position.file}:${position.line}: ${message}`),
      ].slice(0, MOST_PROBLEMS),
      problemCount: problemCount + (failure === undefined ? 0 : 1),
    };
  }

  async #changeFilter(change: FilterChange): Promise<ResultOf<'filter'>> {
    const filter = this.#filter;
    let problem: string | null = null;
    if (change.kind === 'nextSort') {
      await filter.nextSort('panel');
    } else if (change.kind === 'clear') {
      await filter.set(EVERYTHING, 'panel');
    } else {
      const text = change.kind === 'mine' ? MINE : change.text;
      const parsed = parseQuery(text);
      if (parsed.ok) await filter.set(parsed.query, 'panel');
      else problem = describeQueryFault(parsed.fault);
    }
    return { filter: filter.text, problem };
  }

  async #stepResult({ name, candidates }: StepDone): Promise<ResultOf<'undo'>> {
    const [first] = candidates;
    if (first === undefined) return { name, detail: null };
    try {
      return { name, detail: await this.#detail(await this.#desk.read(first.id)) };
    } catch (error) {
      // What was decided on a candidate that is gone can be taken back, but not shown.
      if (error instanceof CodelumiError && error.reason === 'not-found')
        return { name, detail: null };
      throw error;
    }
  }

  async #open(candidate: string): Promise<Detail> {
    const detail = await this.#detail(await this.#desk.read(candidate));
    // Nobody waits for it; what fails here fails again, and is told, when a decision is made.
    this.#desk.prepare(candidate).catch(() => undefined);
    return detail;
  }

  /** undefined where it cannot be read: the panel asks for it by itself then, and is told why. */
  async #opened(candidate: string | undefined): Promise<Detail | undefined> {
    return candidate === undefined ? undefined : this.#open(candidate).catch(() => undefined);
  }

  /** With masks where secrets stand: nothing else ever goes to the panel. */
  async #detail(decided: Decided): Promise<Detail> {
    const { screening, review } = await workspaceConfig();
    const mask = secretMaskOf(decided, screening);
    const { id } = decided.candidate;
    const draft = this.#drafts.get(id, decided.state.fingerprint);
    return detailView(
      maskedReview(decided, mask),
      draft === undefined ? undefined : maskedDraft(draft, mask),
      mask.masks,
      reasonChoices(review.reasonCodes),
      {
        marks: await this.#desk.signatureMarks(id),
        attention: await this.#desk.attention(id),
        me: this.#identity.known ?? (await this.#identity.find()),
        proposals: proposalViews(decided, mask, screening),
      },
    );
  }

  /** With the candidate's own masks, so that the same secret looks the same on both sides. */
  async #compared(candidate: string, other: EntryName): Promise<Compared> {
    const [own, standing] = await Promise.all([
      this.#desk.read(candidate),
      this.#desk.standing(other),
    ]);
    return comparedView(standing, secretMaskOf(own, await screeningPolicy(), standing.text));
  }

  async #maskOf(candidate: string): Promise<SecretMask> {
    return secretMaskOf(await this.#desk.read(candidate), await screeningPolicy());
  }

  /** What screening would say of the candidate if this were its text, at the places in it as typed. */
  async #findingsIn(id: string, typed: CandidateText): Promise<Finding[]> {
    const decided = await this.#desk.read(id);
    const policy = await screeningPolicy();
    const mask = secretMaskOf(decided, policy);
    const now = { text: mask.unmask(typed), overruled: decided.state.overruled };
    const files = filesOfWorkspace(requireRoot());
    const { signal } = new AbortController();
    const evaluation = await readEvaluationContext({ files, signal });
    const findings = currentFindings(decided.candidate, now, evaluation, policy);
    return mask.placesIn(typed, findings).map(findingView);
  }
}

function workspaceConfig() {
  return readConfig(filesOfWorkspace(requireRoot()));
}

/** What waits stands first in the queue. */
function firstWaiting({ items: [first] }: ResultOf<'queue'>): string | undefined {
  const isWaiting = first?.status === 'pending' || first?.status === 'flagged';
  return isWaiting ? first.id : undefined;
}

async function screeningPolicy(): Promise<ScreeningPolicy> {
  return (await workspaceConfig()).screening;
}

/** Whether the next candidate opens after a decision; the user's setting. */
function opensNext(): boolean {
  return workspace.getConfiguration('codelumi', folderInUse()?.uri).get('review.advance', true);
}

function nextView(next: CandidateSummary | undefined, me: Reviewer | undefined): Summary | null {
  return next === undefined ? null : summaryView(next, me);
}

function maskedDraft({ text, base, ...draft }: Draft, mask: SecretMask): Draft {
  return {
    ...draft,
    ...(text === undefined ? {} : { text: { ...mask.mask(text).text } }),
    ...(base === undefined ? {} : { base: { ...mask.mask(base).text } }),
  };
}

function noSuchLine(candidate: string): CodelumiError {
  return new CodelumiError({
    reason: 'not-found',
    what: l10n.t('{0} has no such log line', candidate),
    remedy: l10n.t('Reload the candidate.'),
  });
}

type WithoutUndefined<T> = { [Key in keyof T]: Exclude<T[Key], undefined> };

/** Optional keys of a parsed message may be there with the value undefined; the core wants them gone. */
function withoutUndefined<T extends object>(value: T): WithoutUndefined<T> {
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(entries) as WithoutUndefined<T>;
}
