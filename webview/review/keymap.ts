import type { PanelAction } from '../../src/shared/panelProtocol.js';

export type CheckCommand = 'check1' | 'check2' | 'check3' | 'check4';
export type KeyCommand =
  | PanelAction
  | CheckCommand
  | 'redact'
  | 'secrets'
  | 'reason'
  | 'help'
  | 'saveEdit'
  | 'leaveEdit'
  | 'leaveReason';

export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly repeat: boolean;
  readonly isComposing: boolean;
}

/** Where the reviewer is when a key is pressed. */
export interface KeyContext {
  /** The field that has the focus. */
  readonly typing: 'nowhere' | 'edit' | 'reason';
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
  { keys: ['e'], command: 'edit', does: 'Edit question and answer' },
  { keys: ['f'], command: 'flag', does: 'Flag for another look' },
  { keys: ['u'], command: 'undo', does: 'Undo the last decision' },
  { keys: ['o'], command: 'reopen', does: 'Reopen what was decided' },
  { keys: ['x'], command: 'redact', does: 'Redact or mend all findings, as an edit' },
  { keys: ['s'], command: 'secrets', does: 'Show or hide secrets; showing is recorded' },
  { keys: ['1'], command: 'check1', does: 'Check: factually right' },
  { keys: ['2'], command: 'check2', does: 'Check: backed by its source' },
  { keys: ['3'], command: 'check3', does: 'Check: nothing private in it' },
  { keys: ['4'], command: 'check4', does: 'Check: clear and complete by itself' },
  { keys: ['m'], command: 'reason', does: 'Write a reason' },
  { keys: ['?'], command: 'help', does: 'Show these keys' },
];

const COMMANDS = new Map(KEYS.flatMap(({ keys, command }) => keys.map((key) => [key, command])));

/** What a key asks for; undefined: nothing, leave it to whoever else listens. */
export function commandOf(press: KeyPress, context: KeyContext): KeyCommand | undefined {
  if (context.dialogOpen || press.isComposing) return undefined;
  if (context.typing === 'reason') return reasonCommand(press);
  const command = context.editing ? editorCommand(press, context) : undefined;
  return command ?? (context.typing === 'nowhere' ? panelCommand(press, context) : undefined);
}

function reasonCommand(press: KeyPress): KeyCommand | undefined {
  const isLeaving = press.key === 'Escape' || (press.key === 'Enter' && !hasModifier(press));
  return isLeaving ? 'leaveReason' : undefined;
}

function editorCommand(press: KeyPress, { deciding }: KeyContext): KeyCommand | undefined {
  if (press.key === 'Escape') return 'leaveEdit';
  const isSave = press.key === 'Enter' && (press.ctrlKey || press.metaKey) && !press.repeat;
  return isSave && !deciding ? 'saveEdit' : undefined;
}

function panelCommand(press: KeyPress, context: KeyContext): KeyCommand | undefined {
  const command = COMMANDS.get(press.key);
  if (command === undefined || hasModifier(press) || context.deciding) return undefined;
  if (command === 'next' || command === 'previous') {
    return press.key.startsWith('Arrow') && !context.arrowsMove ? undefined : command;
  }
  // A key that is held down must not decide on candidate after candidate.
  if (press.repeat) return undefined;
  return context.loading && command !== 'help' ? undefined : command;
}

function hasModifier({ ctrlKey, metaKey, altKey }: KeyPress): boolean {
  return ctrlKey || metaKey || altKey;
}
