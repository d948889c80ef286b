import type {
  CandidateText,
  Checklist,
  Detail,
  Draft,
  Finding,
} from '../../src/shared/candidateProtocol.js';
import type { Comparison } from './comparable.js';
import { currentText, hasUnsavedEdit, isSameText, withoutChecks, worthKeeping } from './drafts.js';
import { type FilterState, NO_FILTER } from './filterState.js';
import type { Impacts } from './impactState.js';
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

/** Verdicts for which a reason can be chosen. */
export type ReasonedVerdict = 'reject' | 'flag';

/** Where the keyboard is wanted next. */
export type FocusTarget =
  | 'list'
  | 'filter'
  | 'answer'
  | 'reason'
  | 'comment'
  | 'findings'
  | 'unsaved'
  | 'comparison'
  | 'impact'
  | keyof Checklist;

/** Everything the panel shows, in one value. Changed only by functions from a state to a state. */
export interface PanelState {
  readonly queue: QueueState;
  readonly filter: FilterState;
  readonly selected: string | undefined;
  readonly open: DetailState;
  /** By candidate; what was typed here counts, not what the extension stored of it earlier. */
  readonly drafts: ReadonlyMap<string, Draft | undefined>;
  readonly editing: boolean;
  readonly screening: Screening | undefined;
  /** What the open candidate is held against. */
  readonly comparison: Comparison | undefined;
  /** What choices about the open candidate would change about what is found. */
  readonly impacts: Impacts;
  /** Rises with every change of what candidates are held against. */
  readonly impactVersion: number;
  readonly deciding: boolean;
  /** How many steps were taken back here and nothing was done since. */
  readonly redoable: number;
  /** The verdict whose reason is being chosen. */
  readonly choosing: ReasonedVerdict | undefined;
  readonly commenting: boolean;
  readonly notice: Notice;
  readonly helpOpen: boolean;
  /** By mask: secrets of the open candidate that the reviewer asked to see. */
  readonly revealed: ReadonlyMap<string, string>;
}

export const INITIAL: PanelState = {
  queue: NO_QUEUE,
  filter: NO_FILTER,
  selected: undefined,
  open: { phase: 'none' },
  drafts: new Map(),
  editing: false,
  screening: undefined,
  comparison: undefined,
  impacts: new Map(),
  impactVersion: 0,
  deciding: false,
  redoable: 0,
  choosing: undefined,
  commenting: false,
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
    commenting: false,
    screening: undefined,
    comparison: undefined,
    impacts: new Map(),
    revealed: new Map(),
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

/** The panel opens with this candidate on the screen; its place is what the queue says of the open one. */
export function beginningWith(state: PanelState, detail: Detail): PanelState {
  const { queue, selected } = state;
  const opened = withReadDetail(opening(state, detail.id, detail.id === selected), detail);
  const selectedAt = queue.selectedAt ?? opened.queue.selectedAt;
  return { ...opened, queue: { ...opened.queue, selectedAt } };
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

/** Something new was done. */
export function withNothingToRedo(state: PanelState): PanelState {
  return state.redoable === 0 ? state : { ...state, redoable: 0 };
}

/** Nothing may be decided while a candidate is on its way or a decision is being written. */
export function isBusy({ open, deciding }: PanelState): boolean {
  return deciding || open.phase === 'loading';
}
