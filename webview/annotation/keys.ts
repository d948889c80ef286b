import type { AnnotationAct } from '../../src/shared/annotationProtocol.js';

type Pressed = Pick<
  KeyboardEvent,
  'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'repeat' | 'isComposing'
>;

const KEYS: Readonly<Record<string, AnnotationAct | 'agreement'>> = {
  '0': '0',
  '1': '1',
  '2': '2',
  '3': '3',
  s: 'skip',
  u: 'undo',
  a: 'agreement',
};

/** What a key asks for. One that is held down grades one pair, not those that come after it. */
export function actFor(event: Pressed): AnnotationAct | 'agreement' | undefined {
  const { key, ctrlKey, metaKey, altKey, repeat, isComposing } = event;
  if (ctrlKey || metaKey || altKey || repeat || isComposing) return undefined;
  return Object.hasOwn(KEYS, key) ? KEYS[key] : undefined;
}
