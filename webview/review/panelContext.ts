import type { After } from '../page/after.js';
import type { CandidateOpener } from './candidateOpener.js';
import type { DraftKeeper } from './draftKeeper.js';
import type { PanelLink } from './panelLink.js';
import type { FocusTarget } from './panelState.js';
import type { PanelStore } from './panelStore.js';

/** What the parts of the panel's behaviour share. */
export interface PanelContext {
  readonly store: PanelStore;
  readonly link: PanelLink;
  readonly after: After;
  readonly opener: CandidateOpener;
  readonly drafts: DraftKeeper;
  readonly focus: (target: FocusTarget) => void;
}
