import { html, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { kit } from '#kit';
import type { ShownPlace } from '../../src/shared/annotationProtocol.js';
import { GRADES } from '../../src/shared/gradeWords.js';
import type { AnnotationSession } from './annotationSession.js';

/** How far somebody has come. */
export function progressView({
  sample,
  annotator,
  pairs,
  graded,
  skipped,
  unreadable,
}: ShownPlace): TemplateResult {
  const counts = [
    `${graded} of ${pairs} graded by you`,
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
    ...(unreadable > 0
      ? [`${unreadable} ${unreadable === 1 ? 'line' : 'lines'} of the sample cannot be read`]
      : []),
  ];
  return html`
    <header>
      <p><strong>${sample}</strong> <span class="aside">${annotator}</span></p>
      <p class="counts">${counts.join(', ')}</p>
      <progress aria-label="Graded" max=${Math.max(pairs, 1)} value=${graded}></progress>
    </header>
  `;
}

/** The pair that is to be graded, or that there is none. */
export function pairView({ next, skipped, sample }: ShownPlace): TemplateResult {
  if (next === null)
    return html`
      <div class="over">
        <h2>${skipped === 0 ? 'All pairs are graded' : 'Only skipped pairs are left'}</h2>
        <p>
          ${
            skipped === 0
              ? 'Commit the grades and the sample, so that a second person grades the same pairs.'
              : `Run “CodeLumi: Annotate Sample” again, and ${sample} shows them.`
          }
        </p>
      </div>
    `;
  // A new pair starts at its beginning, wherever the last one was scrolled to.
  return html`${keyed(
    next.id,
    html`
      <section aria-labelledby="question-title">
        <h2 id="question-title">Question</h2>
        <div class="text question" data-pair=${next.id}>${next.question}</div>
      </section>
      <section aria-labelledby="answer-title">
        <h2 id="answer-title">Answer</h2>
        <div class="text answer">${next.answer}</div>
      </section>
    `,
  )}`;
}

/** Every choice, with its key. */
export function choicesView(
  { next }: ShownPlace,
  isBusy: boolean,
  session: AnnotationSession,
): TemplateResult {
  const idle = isBusy || next === null;
  return html`
    <section class="choices" aria-label="How well does the answer answer the question?">
      ${([3, 2, 1, 0] as const).map((grade) =>
        kit.button({
          label: capital(GRADES[grade]),
          key: String(grade),
          look: 'primary',
          disabled: idle,
          press: () => session.perform(`${grade}`),
        }),
      )}
      <span class="gap"></span>
      ${kit.button({ label: 'Skip', key: 's', disabled: idle, press: () => session.perform('skip') })}
      ${kit.button({ label: 'Undo', key: 'u', disabled: isBusy, press: () => session.perform('undo') })}
      ${kit.button({
        label: 'Agreement',
        key: 'a',
        hint: 'How far annotators agree',
        press: () => session.toggleAgreement(),
      })}
    </section>
  `;
}

function capital(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
