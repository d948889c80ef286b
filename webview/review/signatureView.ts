import { css, html, nothing, type SVGTemplateResult, svg, type TemplateResult } from 'lit';
import type { ShownSignature } from '../../src/shared/candidateProtocol.js';
import { SIGNATURE_WORDS } from '../../src/shared/signatureWords.js';

// Each can be told from the others without its colour.
const SHAPES: Readonly<Record<ShownSignature['kind'], SVGTemplateResult>> = {
  signed: svg`<path d="M8 1.5 13.5 3.5v4.2c0 3-2.3 5.4-5.5 6.8-3.2-1.4-5.5-3.8-5.5-6.8V3.5zM5.5 8l2 2 3.2-4" />`,
  unsigned: svg`<path d="M8 1.5 13.5 3.5v4.2c0 3-2.3 5.4-5.5 6.8-3.2-1.4-5.5-3.8-5.5-6.8V3.5z" stroke-dasharray="2.5 2" />`,
  unproven: svg`<path d="M8 1.5 13.5 3.5v4.2c0 3-2.3 5.4-5.5 6.8-3.2-1.4-5.5-3.8-5.5-6.8V3.5zM8 4.8v4M8 10.8v.6" />`,
};

/** Whether a decision is signed: a mark, the word, and by whom where the pointer rests or for who listens. */
export function signatureView(
  signature: ShownSignature | undefined,
): TemplateResult | typeof nothing {
  if (signature === undefined) return nothing;
  const { kind, detail } = signature;
  return html`<span class="signature ${kind}" title=${detail}
    ><svg class="mark" viewBox="0 0 16 16" aria-hidden="true">${SHAPES[kind]}</svg
    ><span aria-hidden="true">${SIGNATURE_WORDS[kind]}</span
    ><span class="unseen">${detail}</span></span
  >`;
}

export const signatureStyles = css`
  .signature {
    display: inline-flex;
    align-items: center;
    gap: 3px;
  }
  .signature.signed .mark {
    color: var(--vscode-charts-green);
  }
  .signature.unproven .mark {
    color: var(--vscode-editorWarning-foreground);
  }
`;
