import type { PanelAction } from '../../src/shared/panelProtocol.js';

export type CheckCommand = 'check1' | 'check2' | 'check3' | 'check4';
export type KeyCommand =
  | PanelAction
  | CheckCommand
  | 'keepBoth'
  | 'mergeInto'
  | 'supersede'
  | 'reason'
  | 'useProposal'
  | 'dismissProposal'
  | 'filter'
  | 'applyFilter'
  | 'leaveFilter'
  | 'clearFilter'
  | 'sort'
  | 'bulk'
  | 'views'
  | 'saveEdit'
  | 'leaveEdit'
  | 'sendComment'
  | 'leaveComment'
  | 'leaveReason';

export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly repeat: boolean;
  readonly isComposing: boolean;
}

/** Where the reviewer is when a key is pressed. */
export interface KeyContext {
  /** The field that has the focus. */
  readonly typing: 'nowhere' | 'edit' | 'reason' | 'comment' | 'filter';
  readonly editing: boolean;
  readonly loading: boolean;
  readonly deciding: boolean;
  readonly dialogOpen: boolean;
  /** Arrow keys walk through the queue here; elsewhere they scroll. */
  readonly arrowsMove: boolean;
}

/** The keys, in the order in which the help lists them. */
export const KEYS: readonly {
  readonly keys: readonly string[];
  readonly command: KeyCommand;
  readonly does: string;
}[] = [
  { keys: ['j', 'ArrowDown'], command: 'next', does: 'Next candidate' },
  { keys: ['k', 'ArrowUp'], command: 'previous', does: 'Previous candidate' },
  { keys: ['a'], command: 'accept', does: 'Accept' },
  { keys: ['r'], command: 'reject', does: 'Reject' },
  { keys: ['Shift+R'], command: 'rejectFor', does: 'Reject, and choose why' },
  { keys: ['e'], command: 'edit', does: 'Edit question and answer' },
  { keys: ['f'], command: 'flag', does: 'Flag for another look' },
  { keys: ['Shift+F'], command: 'flagFor', does: 'Flag, and choose why' },
  { keys: ['u'], command: 'undo', does: 'Undo your last step, also one of earlier' },
  { keys: ['Shift+U'], command: 'redo', does: 'Redo what was undone' },
  { keys: ['o'], command: 'reopen', does: 'Reopen what was decided' },
  { keys: ['n'], command: 'skip', does: 'Put behind the others for now, or back' },
  { keys: ['c'], command: 'comment', does: 'Write a comment' },
  { keys: ['x'], command: 'redact', does: 'Redact or mend all findings, as an edit' },
  {
    keys: ['p'],
    command: 'useProposal',
    does: 'Take the first proposal of an agent over, as a draft',
  },
  { keys: ['Shift+P'], command: 'dismissProposal', does: 'Dismiss the first proposal of an agent' },
  { keys: ['s'], command: 'secrets', does: 'Show or hide secrets; showing is recorded' },
  { keys: ['d'], command: 'compare', does: 'Compare with what it resembles, or close that' },
  { keys: ['i'], command: 'impact', does: 'Go to what it would change about what is found' },
  { keys: ['Shift+K'], command: 'keepBoth', does: 'Compared: keep both' },
  { keys: ['Shift+M'], command: 'mergeInto', does: 'Compared: merge into the other, as a variant' },
  { keys: ['Shift+S'], command: 'supersede', does: 'Compared: take the place of the other' },
  { keys: ['1'], command: 'check1', does: 'Check: factually right' },
  { keys: ['2'], command: 'check2', does: 'Check: backed by its source' },
  { keys: ['3'], command: 'check3', does: 'Check: nothing private in it' },
  { keys: ['4'], command: 'check4', does: 'Check: clear and complete by itself' },
  { keys: ['m'], command: 'reason', does: 'Write a reason' },
  { keys: ['/'], command: 'filter', does: 'Filter and search the queue' },
  { keys: ['b'], command: 'bulk', does: 'Decide on everything that fits the filter' },
  { keys: ['t'], command: 'sort', does: 'Change the order: queue, impact, date, evidence' },
  { keys: ['v'], command: 'views', does: 'Open a saved view' },
  { keys: ['?'], command: 'help', does: 'Show these keys' },
];

/** The key as it stands on a button that does the same. */
export function keyOf(command: KeyCommand): string | undefined {
  return KEYS.find((each) => each.command === command)?.keys[0];
}

const COMMANDS = new Map(KEYS.flatMap(({ keys, command }) => keys.map((key) => [key, command])));

/** About the list and not about the candidate that loads. */
const HARMLESS: readonly KeyCommand[] = ['help', 'filter', 'bulk', 'sort', 'views'];

/** What a key asks for; undefined: nothing, leave it to whoever else listens. */
export function commandOf(press: KeyPress, context: KeyContext): KeyCommand | undefined {
  if (context.dialogOpen || press.isComposing) return undefined;
  if (context.typing === 'filter') return filterCommand(press);
  if (context.typing === 'reason') return reasonCommand(press);
  if (context.typing === 'comment') return commentCommand(press, context);
  const command = context.editing ? editorCommand(press, context) : undefined;
  return command ?? (context.typing === 'nowhere' ? panelCommand(press, context) : undefined);
}

function filterCommand(press: KeyPress): KeyCommand | undefined {
  if (isClearing(press)) return 'clearFilter';
  if (hasModifier(press)) return undefined;
  if (press.key === 'Escape') return 'leaveFilter';
  return press.key === 'Enter' || press.key === 'ArrowDown' ? 'applyFilter' : undefined;
}

function isClearing({ key, ctrlKey, metaKey, altKey }: KeyPress): boolean {
  return key === 'Backspace' && (ctrlKey || metaKey) && !altKey;
}

function reasonCommand(press: KeyPress): KeyCommand | undefined {
  const isLeaving = press.key === 'Escape' || (press.key === 'Enter' && !hasModifier(press));
  return isLeaving ? 'leaveReason' : undefined;
}

function commentCommand(press: KeyPress, { deciding }: KeyContext): KeyCommand | undefined {
  if (press.key === 'Escape') return 'leaveComment';
  return isSending(press) && !deciding ? 'sendComment' : undefined;
}

function isSending({ key, ctrlKey, metaKey, repeat }: KeyPress): boolean {
  return key === 'Enter' && (ctrlKey || metaKey) && !repeat;
}

function editorCommand(press: KeyPress, { deciding }: KeyContext): KeyCommand | undefined {
  if (press.key === 'Escape') return 'leaveEdit';
  return isSending(press) && !deciding ? 'saveEdit' : undefined;
}

function panelCommand(press: KeyPress, context: KeyContext): KeyCommand | undefined {
  if (isClearing(press)) return context.deciding ? undefined : 'clearFilter';
  const command = COMMANDS.get(nameOf(press));
  if (command === undefined || hasModifier(press) || context.deciding) return undefined;
  if (command === 'next' || command === 'previous') {
    return press.key.startsWith('Arrow') && !context.arrowsMove ? undefined : command;
  }
  // A key that is held down must not decide on candidate after candidate.
  if (press.repeat) return undefined;
  return context.loading && !HARMLESS.includes(command) ? undefined : command;
}

/** Capital letters need the shift key: with caps lock on, nobody means them. */
function nameOf({ key, shiftKey }: KeyPress): string {
  return shiftKey && /^[A-Z]$/.test(key) ? `Shift+${key}` : key;
}

function hasModifier({ ctrlKey, metaKey, altKey }: KeyPress): boolean {
  return ctrlKey || metaKey || altKey;
}
