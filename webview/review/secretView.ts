import { html, type TemplateResult } from 'lit';
import type { Detail } from '../../src/shared/candidateProtocol.js';
import { shownText } from './plainText.js';

/** What is known of the open candidate's secrets, and how to ask for more. */
export interface Secrets {
  readonly masks: readonly string[];
  readonly revealed: ReadonlyMap<string, string>;
  readonly reveal: (mask: string) => void;
}

/** A text in which masks are buttons that lift them. */
export function textWithSecrets(
  text: string,
  { masks, revealed, reveal }: Secrets,
): (string | TemplateResult)[] {
  return splitByMasks(text, masks).flatMap((part) => {
    if (!masks.includes(part)) return shownText(part);
    const secret = revealed.get(part);
    if (secret !== undefined) return [html`<span class="secret">${shownText(secret)}</span>`];
    return [maskButton(part, () => reveal(part))];
  });
}

/** The masks that stand in the text as it is now; others may stand in what was logged. */
export function masksInText({ text, secrets }: Pick<Detail, 'text' | 'secrets'>): string[] {
  return secrets.filter((mask) => Object.values(text).some((field) => field.includes(mask)));
}

/** The pieces in a row are the text; each mask is a piece of its own. */
export function splitByMasks(text: string, masks: readonly string[]): string[] {
  let pieces = [text];
  for (const mask of masks) {
    pieces = pieces.flatMap((piece) =>
      masks.includes(piece)
        ? [piece]
        : piece.split(mask).flatMap((part, index) => (index === 0 ? [part] : [mask, part])),
    );
  }
  return pieces.filter((piece) => piece !== '');
}

/** No `<button>`: what is selected across it and copied has to hold the mask. */
function maskButton(mask: string, press: () => void): TemplateResult {
  const kind = /\((.*)\)$/u.exec(mask)?.[1] ?? 'secret';
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    press();
  };
  return html`<span
    class="secret hidden"
    role="button"
    tabindex="0"
    title="Hidden. Enter or a click shows it, s shows all; that is recorded."
    aria-label="Hidden ${kind}, press Enter to show it"
    @click=${press}
    @keydown=${onKey}
    >${mask}</span
  >`;
}
