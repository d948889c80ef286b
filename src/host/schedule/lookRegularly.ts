import { Disposable } from 'vscode';

/** Calls `look` once some time after the start, as the editor is left alone while it starts, and then again and again. */
export function lookRegularly(
  look: () => void,
  { afterStartMs, everyMs }: { readonly afterStartMs: number; readonly everyMs: number },
): Disposable {
  const soon = setTimeout(look, afterStartMs);
  const often = setInterval(look, everyMs);
  return new Disposable(() => {
    clearTimeout(soon);
    clearInterval(often);
  });
}
