import type { Memento } from 'vscode';
import { folderInUse, localFolders } from './workspaceFolder.js';

/**
 * What is kept of the folder in use. A window with several folders has one store for all of them, and candidates of
 * two folders may have the same ids: a draft about one must not show with the other.
 */
export function folderState(store: Memento): Memento {
  const folder = folderInUse();
  return folder === undefined || localFolders().length < 2
    ? store
    : prefixed(store, `${folder.uri.toString()} `);
}

/** A part of a store: the keys that begin so. */
export function prefixed(store: Memento, prefix: string): Memento {
  return {
    keys: () =>
      store
        .keys()
        .filter((key) => key.startsWith(prefix))
        .map((key) => key.slice(prefix.length)),
    get: <T>(key: string, otherwise?: T) => store.get<T | undefined>(prefix + key, otherwise),
    update: (key: string, value: unknown) => store.update(prefix + key, value),
  } as Memento;
}
