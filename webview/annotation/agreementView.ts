import { html, type TemplateResult } from 'lit';
import type { ShownAgreement } from '../../src/shared/annotationProtocol.js';

/** How far each two people who graded the same pairs agree. */
export function agreementView(agreements: readonly ShownAgreement[]): TemplateResult {
  return html`
    <section class="agreement" aria-labelledby="agreement-title">
      <h2 id="agreement-title">How far annotators agree</h2>
      ${
        agreements.length === 0
          ? html`<p class="aside">Nobody else has graded any of these pairs yet.</p>`
          : html`
              <table>
                <thead>
                  <tr>
                    <th scope="col">Annotators</th>
                    <th scope="col" class="number">Pairs</th>
                    <th scope="col" class="number">Same grade</th>
                    <th scope="col" class="number">Weighted kappa</th>
                    <th scope="col" class="number">95 %</th>
                  </tr>
                </thead>
                <tbody>
                  ${agreements.map(row)}
                </tbody>
              </table>
              <p class="aside">
                Quadratic weights (Cohen 1968), over all pairs that both graded: 1 is always the same, 0 as chance would have it.
              </p>
            `
      }
    </section>
  `;
}

function row({ annotators: [one, other], n, same, kappa, interval }: ShownAgreement) {
  return html`
    <tr>
      <th scope="row">${one}, ${other}</th>
      <td class="number">${n}</td>
      <td class="number">${(100 * same).toFixed(0)} %</td>
      <td class="number">${kappa === null ? 'one grade only' : kappa.toFixed(2)}</td>
      <td class="number">
        ${interval === null ? 'too few pairs' : `${interval[0].toFixed(2)} to ${interval[1].toFixed(2)}`}
      </td>
    </tr>
  `;
}
