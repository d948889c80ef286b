import type {
  CandidateText,
  Checklist,
  Detail,
  Draft,
} from '../../src/shared/candidateProtocol.js';

export const NOTHING_CHECKED: Checklist = {
  factual: false,
  cited: false,
  no_pii: false,
  clear: false,
};

export function isSameText(one: CandidateText, other: CandidateText): boolean {
  return one.query === other.query && one.assistant_output === other.assistant_output;
}

/** The text as it stands in the editor: the draft's, where there is one. */
export function currentText(detail: Detail, draft: Draft | undefined): CandidateText {
  return draft?.text ?? detail.text;
}

/** Whether something was typed that has not been saved as an edit. */
export function hasUnsavedEdit(detail: Detail, draft: Draft | undefined): boolean {
  return draft?.text !== undefined && !isSameText(draft.text, detail.text);
}

/** The parts of a draft that say something; undefined when none does. */
export function worthKeeping(draft: Draft): Draft | undefined {
  const { text, base, checklist, reason, comment, resolution } = draft;
  const kept: Draft = {
    ...(text === undefined ? {} : { text }),
    ...(text === undefined || base === undefined ? {} : { base }),
    ...(checklist !== undefined && Object.values(checklist).includes(true) ? { checklist } : {}),
    ...(reason === undefined || reason === '' ? {} : { reason }),
    ...(comment === undefined || comment === '' ? {} : { comment }),
    ...(resolution === undefined ? {} : { resolution }),
  };
  return Object.keys(kept).length === 0 ? undefined : kept;
}

/** The draft with `text` typed; typing the saved text again takes the edit back. */
export function withText(detail: Detail, draft: Draft | undefined, text: CandidateText): Draft {
  if (isSameText(text, detail.text)) return { ...draft, text: undefined, base: undefined };
  return { ...draft, text, base: draft?.base ?? detail.text };
}

/** Ticks and the choice beside another entry speak of the text that was shown: they do not outlive it. */
export function withoutChecks(draft: Draft | undefined): Draft | undefined {
  return draft === undefined
    ? undefined
    : worthKeeping({ ...draft, checklist: undefined, resolution: undefined });
}
