import type {
  CandidateText,
  Checklist,
  Detail,
  Draft,
  Finding,
} from '../../src/shared/panelProtocol.js';
import { currentText, hasUnsavedEdit, isSameText, withoutChecks, worthKeeping } from './drafts.js';
import { NO_QUEUE, type QueueState, withDetail, withSelected } from './queueState.js';

/** The candidate that is open. */
export type DetailState =
  | { readonly phase: 'none' | 'loading' }
  | { readonly phase: 'ready'; readonly detail: Detail }
  | { readonly phase: 'failed'; readonly failure: string };

/** What screening says of a text that is being typed. */
export interface Screening {
  readonly text: CandidateText;
  readonly findings: readonly Finding[];
  /** Why it says nothing; undefined when it does. */
  readonly failure: string | undefined;
}

/** One line that tells what just happened, shown and read out. */
export interface Notice {
  readonly tone: 'done' | 'refused';
  readonly text: string;
  /** Rises, so that the same words are read out again. */
  readonly number: number;
}

/** A decision made in this panel, and the last decision known after it. */
export interface Undoable {
  readonly candidate: string;
  readonly on: string | null;
}

/** Where the keyboard is wanted next. */
export type FocusTarget = 'list' | 'answer' | 'reason' | 'findings' | 'unsaved' | keyof Checklist;

/** Everything the panel shows, in one value. Changed only by functions from a state to a state. */
export interface PanelState {
  readonly queue: QueueState;
  readonly selected: string | undefined;
  readonly open: DetailState;
  /** By candidate; what was typed here counts, not what the extension stored of it earlier. */
  readonly drafts: ReadonlyMap<string, Draft | undefined>;
  readonly editing: boolean;
  readonly screening: Screening | undefined;
  readonly deciding: boolean;
  readonly undoable: readonly Undoable[];
  /** True when the reviewer chose the open candidate, false when the panel went on to it. */
  readonly chosen: boolean;
  readonly notice: Notice;
  readonly helpOpen: boolean;
  /** By mask: secrets of the open candidate that the reviewer asked to see. */
  readonly revealed: ReadonlyMap<string, string>;
}

export const INITIAL: PanelState = {
  queue: NO_QUEUE,
  selected: undefined,
  open: { phase: 'none' },
  drafts: new Map(),
  editing: false,
  screening: undefined,
  deciding: false,
  undoable: [],
  chosen: false,
  notice: { tone: 'done', text: '', number: 0 },
  helpOpen: false,
  revealed: new Map(),
};

export function openDetail({ open }: PanelState): Detail | undefined {
  return open.phase === 'ready' ? open.detail : undefined;
}

export function openDraft({ drafts, selected }: PanelState): Draft | undefined {
  return selected === undefined ? undefined : drafts.get(selected);
}

export function withNotice(state: PanelState, tone: Notice['tone'], text: string): PanelState {
  return { ...state, notice: { tone, text, number: state.notice.number + 1 } };
}

/** What was said of something that is no longer so need not stay. */
export function withoutNotice(state: PanelState): PanelState {
  return { ...state, notice: { ...state.notice, tone: 'done', text: '' } };
}

/** A candidate is being opened; the one before it is no longer shown. */
export function opening(state: PanelState, id: string, chosen: boolean): PanelState {
  return {
    ...(chosen ? withoutNotice(state) : state),
    queue: withSelected(state.queue, id),
    selected: id,
    open: { phase: 'loading' },
    editing: false,
    screening: undefined,
    revealed: new Map(),
    chosen,
  };
}

export function withDraft(state: PanelState, id: string, draft: Draft | undefined): PanelState {
  return { ...state, drafts: new Map(state.drafts).set(id, draft) };
}

/** What the extension says of a candidate takes its place; what was typed stays. */
export function withReadDetail(state: PanelState, detail: Detail): PanelState {
  const before = openDetail(state);
  const wasShown = before?.id === detail.id;
  const known: PanelState = { ...state, queue: withDetail(state.queue, detail) };
  if (state.selected !== detail.id) return known;
  const next: PanelState = { ...known, open: { phase: 'ready', detail } };
  if (!state.drafts.has(detail.id)) {
    const stored = detail.draft === undefined ? undefined : worthKeeping(detail.draft);
    return withDraft(next, detail.id, stored);
  }
  if (!wasShown || before.fingerprint === detail.fingerprint) return next;
  return withDraft(next, detail.id, withoutChecks(state.drafts.get(detail.id)));
}

/** The findings to show, and whether they are of the text as it stands in the editor. */
export interface ShownFindings {
  readonly findings: readonly Finding[];
  readonly freshness: 'current' | 'checking' | 'failed';
}

export function shownFindings(state: PanelState, detail: Detail): ShownFindings {
  const draft = openDraft(state);
  if (!state.editing || !hasUnsavedEdit(detail, draft)) {
    return { findings: detail.findings, freshness: 'current' };
  }
  const { screening } = state;
  if (screening === undefined) return { findings: detail.findings, freshness: 'checking' };
  if (!isSameText(screening.text, currentText(detail, draft))) {
    return { findings: screening.findings, freshness: 'checking' };
  }
  const freshness = screening.failure === undefined ? 'current' : 'failed';
  return { findings: screening.findings, freshness };
}

/**
 * Whose decision Undo takes back: the last one made here, unless the reviewer has since chosen a
 * candidate that has decisions of its own.
 */
export function undoTarget(state: PanelState): Undoable | undefined {
  const detail = openDetail(state);
  const here =
    detail === undefined || detail.on === null
      ? undefined
      : { candidate: detail.id, on: detail.on };
  const last = state.undoable.at(-1);
  if (here !== undefined && (state.chosen || last === undefined)) return here;
  return last;
}

/** Nothing may be decided while a candidate is on its way or a decision is being written. */
export function isBusy({ open, deciding }: PanelState): boolean {
  return deciding || open.phase === 'loading';
}
