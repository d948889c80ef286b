import { commands } from 'vscode';
import { CodelumiError } from '../../core/errors.js';
import type { CandidateText, Provenance } from '../../core/records/candidate.js';
import { currentFindings } from '../../core/review/currentFindings.js';
import type { Decided } from '../../core/review/decide.js';
import { maskedReview, secretMaskOf } from '../../core/review/maskedReview.js';
import { readEvaluationContext } from '../../core/screening/context/screeningContext.js';
import type { ScreeningPolicy } from '../../core/screening/recogniser.js';
import type { SecretMask } from '../../core/screening/secretMask.js';
import { readConfig } from '../../core/workspace/config.js';
import { COMMANDS } from '../../shared/ids.js';
import type {
  Detail,
  Draft,
  Finding,
  PanelRequest,
  RequestOf,
  RequestType,
  ResultOf,
} from '../../shared/panelProtocol.js';
import type { ReviewDesk } from '../review/reviewDesk.js';
import { openProof } from '../workspace/openProof.js';
import { filesOfWorkspace } from '../workspace/userDataFolder.js';
import { requireRoot } from '../workspace/workspaceFolder.js';
import type { Drafts } from './drafts.js';
import { detailView, findingView, summaryView } from './panelViews.js';

/** More are never read in a list; the tree has them all. */
const MOST_PROBLEMS = 100;

const RUNNABLE = { extract: COMMANDS.extract, buildSnapshot: COMMANDS.buildSnapshot } as const;

type Handlers = {
  readonly [Type in RequestType]: (request: RequestOf<Type>) => Promise<ResultOf<Type>>;
};

/** Answers what the panel asks. Every handler either resolves to its result or rejects with the reason. */
export class PanelRequests {
  readonly #desk: ReviewDesk;
  readonly #drafts: Drafts;

  constructor(desk: ReviewDesk, drafts: Drafts) {
    this.#desk = desk;
    this.#drafts = drafts;
  }

  answer(request: PanelRequest): Promise<unknown> {
    const handler = this.#handlers[request.type] as (request: PanelRequest) => Promise<unknown>;
    return handler(request);
  }

  readonly #handlers: Handlers = {
    queue: (request) => this.#queuePage(request),
    detail: async ({ candidate }) => {
      const detail = await this.#detail(await this.#desk.read(candidate));
      // Nobody waits for it; what fails here fails again, and is told, when a decision is made.
      this.#desk.prepare(candidate).catch(() => undefined);
      return detail;
    },
    screen: ({ candidate, text }) => this.#findingsIn(candidate, text),
    revealSecrets: ({ candidate, masks }) => this.#desk.reveal(candidate, masks),
    decide: async ({ type: _type, ...request }) => {
      const { candidate, after: masked } = request;
      const after = masked && (await this.#maskOf(candidate)).unmask(masked);
      const { decided, next } = await this.#desk.decide(withoutUndefined({ ...request, after }));
      // Taking a candidate up again decides nothing about what is typed there.
      if (request.action !== 'reopen') await this.#drafts.forget(request.candidate);
      const detail = await this.#detail(decided);
      return { detail, next: next === undefined ? null : summaryView(next) };
    },
    undo: async ({ candidate, on }) => this.#detail(await this.#desk.undo(candidate, on)),
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
    if (desk.state === 'failed') throw desk.error;
    const page = await desk.page({
      offset,
      limit,
      ...(selected === undefined ? {} : { selected }),
    });
    const { counts, items, selectedAt } = page;
    const { problems, problemCount } = desk.overview;
    return {
      offset,
      total: Object.values(counts).reduce((sum, count) => sum + count, 0),
      counts: { ...counts },
      items: items.map(summaryView),
      selectedAt: selectedAt ?? null,
      problems: problems
        .slice(0, MOST_PROBLEMS)
        .map(({ position, message }) => `${position.file}:${position.line}: ${message}`),
      problemCount,
    };
  }

  /** With masks where secrets stand: nothing else ever goes to the panel. */
  async #detail(decided: Decided): Promise<Detail> {
    const mask = secretMaskOf(decided, await screeningPolicy());
    const draft = this.#drafts.get(decided.candidate.id, decided.state.fingerprint);
    return detailView(
      maskedReview(decided, mask),
      draft === undefined ? undefined : maskedDraft(draft, mask),
      mask.masks,
    );
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

async function screeningPolicy(): Promise<ScreeningPolicy> {
  return (await readConfig(filesOfWorkspace(requireRoot()))).screening;
}

function maskedDraft({ text, base, ...draft }: Draft, mask: SecretMask): Draft {
  return {
    ...draft,
    ...(text === undefined ? {} : { text: { ...mask.mask(text).text } }),
    ...(base === undefined ? {} : { base: { ...mask.mask(base).text } }),
  };
}

function logChanged({ file, line }: Provenance): CodelumiError {
  return new CodelumiError({
    reason: 'changed-meanwhile',
    what: 'The log has changed since: what stands at this place is not what was recorded',
    place: { file, line },
    remedy: 'Do not rely on it as proof.',
  });
}

function noSuchLine(candidate: string): CodelumiError {
  return new CodelumiError({
    reason: 'not-found',
    what: `${candidate} has no such log line`,
    remedy: 'Reload the candidate.',
  });
}

type WithoutUndefined<T> = { [Key in keyof T]: Exclude<T[Key], undefined> };

/** Optional keys of a parsed message may be there with the value undefined; the core wants them gone. */
function withoutUndefined<T extends object>(value: T): WithoutUndefined<T> {
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(entries) as WithoutUndefined<T>;
}
