/** Every command of the extension; a unit test compares this list with package.json. */
export const COMMANDS = {
  extract: 'codelumi.candidates.extract',
  screen: 'codelumi.candidates.screen',
  refresh: 'codelumi.candidates.refresh',
  openLine: 'codelumi.candidates.openLine',
  showMore: 'codelumi.candidates.showMore',
  openReview: 'codelumi.review.open',
  accept: 'codelumi.review.accept',
  reject: 'codelumi.review.reject',
  edit: 'codelumi.review.edit',
  flag: 'codelumi.review.flag',
  reopen: 'codelumi.review.reopen',
  undo: 'codelumi.review.undo',
  next: 'codelumi.review.next',
  previous: 'codelumi.review.previous',
  redactFinding: 'codelumi.screening.redactFinding',
  redactFile: 'codelumi.screening.redactFile',
  dismissFinding: 'codelumi.screening.dismissFinding',
  explainLine: 'codelumi.logs.explain',
  buildSnapshot: 'codelumi.snapshots.build',
  showLog: 'codelumi.help.showLog',
} as const;

export type CommandId = (typeof COMMANDS)[keyof typeof COMMANDS];

export const CANDIDATES_VIEW = 'codelumi.candidates';
export const REVIEW_PANEL = 'codelumi.review';

/** Context keys that package.json's `when` clauses use. */
export const CONTEXT_KEYS = {
  /** Why the tree is empty: `none`, `noWorkspace`, `notTrusted`, `noLogs`, `notExtracted`. */
  emptyReason: 'codelumi.emptyReason',
} as const;
