import { html, nothing, type TemplateResult } from 'lit';
import { kit } from '#kit';
import type { Compared, Detail, Draft, Resolution } from '../../src/shared/candidateProtocol.js';
import type { EntryName } from '../../src/shared/entryName.js';
import { effectWords } from '../../src/shared/impactWords.js';
import { printable, printableLine } from '../../src/shared/printable.js';
import { resolutionWords } from '../../src/shared/words.js';
import { type Comparison, comparables, isSameName } from './comparable.js';
import { failedView, loadingView } from './emptyView.js';
import { choiceKey, type Impacts } from './impactState.js';
import type { KeyCommand } from './keymap.js';
import type { PanelSession } from './panelSession.js';
import { diffPart, FIELDS } from './shownText.js';
import { type DiffPart, wordChanges } from './wordDiff.js';

/** Opens a comparison from wherever an entry is named. */
export function compareButton(other: EntryName, session: PanelSession): TemplateResult {
  return kit.button({
    label: 'Compare',
    name: `Compare with ${printableLine(other.id, 80)}`,
    look: 'small',
    press: () => session.comparing.open(other),
  });
}

interface ComparisonShown {
  readonly session: PanelSession;
  readonly impacts: Impacts;
}

/** The open candidate beside something that is there already, and what is to become of both. */
export function comparisonView(
  detail: Detail,
  draft: Draft | undefined,
  comparison: Comparison,
  { session, impacts }: ComparisonShown,
): TemplateResult {
  const { other } = comparison;
  return html`
    <div class="comparison" role="group" aria-labelledby="comparison-title">
      <div class="row">
        <h3 id="comparison-title" tabindex="-1">Compared with ${printableLine(other.id, 80)}</h3>
        ${kit.button({
          label: 'Close Comparison',
          key: 'd',
          look: 'small',
          press: () => session.perform('compare'),
        })}
      </div>
      ${othersView(detail, other, session)} ${bodyView(detail, draft, comparison, { session, impacts })}
    </div>
  `;
}

/** What else it may be held against. */
function othersView(
  detail: Detail,
  shown: EntryName,
  session: PanelSession,
): TemplateResult | typeof nothing {
  const others = comparables(detail).filter((each) => !isSameName(each, shown));
  if (others.length === 0) return nothing;
  return html`
    <p class="aside">
      Also like it:
      ${others.map(
        (each) => html`<button
            type="button"
            class="link"
            aria-label="Compare with ${printableLine(each.id, 80)} instead"
            @click=${() => session.comparing.open(each)}
          >
            ${printableLine(each.id, 80)}</button
          >&#32;`,
      )}
    </p>
  `;
}

function bodyView(
  detail: Detail,
  draft: Draft | undefined,
  comparison: Comparison,
  { session, impacts }: ComparisonShown,
): TemplateResult {
  switch (comparison.phase) {
    case 'loading':
      return loadingView('Reading it…');
    case 'failed':
      return failedView(comparison.failure, () => session.comparing.open(comparison.other));
    case 'ready':
      return html`
        ${sidesView(detail, comparison.entry, session)}
        ${choicesView(comparison.entry, draft?.resolution, { session, impacts })}
      `;
  }
}

function sidesView(detail: Detail, entry: Compared, session: PanelSession): TemplateResult {
  const place = `${printableLine(entry.file, 200)}:${entry.line}`;
  const name = entry.where === 'kb' ? 'In the knowledge base' : 'The other candidate';
  return html`
    <div class="compared">
      <div class="side-name">
        ${name}
        <button
          type="button"
          class="link"
          title=${place}
          aria-label="Open ${place}"
          @click=${() => session.openEntry({ where: entry.where, id: entry.id })}
        >
          ${place.slice(place.lastIndexOf('/') + 1)}
        </button>
      </div>
      <div class="side-name">This candidate</div>
      ${FIELDS.map(({ field, label }) => {
        const parts = wordChanges(entry.text[field], detail.text[field]);
        return html`
          ${sideView(`${label} there`, parts, 'added')} ${sideView(`${label} here`, parts, 'removed')}
        `;
      })}
      ${asked('Also asked there', entry.variants)}${asked('Also asked here', detail.variants)}
    </div>
  `;
}

/** One of both texts, in which words the other does not have are marked. */
function sideView(
  label: string,
  parts: readonly DiffPart[],
  other: DiffPart['kind'],
): TemplateResult {
  const own = parts.filter(({ kind }) => kind !== other);
  return html`
    <div class="side" role="group" aria-label=${label}>
      <p class="diff-name">${label}</p>
      <div class="text" dir="auto">${own.map(diffPart)}</div>
    </div>
  `;
}

function asked(label: string, variants: readonly string[]): TemplateResult {
  return html`
    <div class="side">
      ${
        variants.length === 0
          ? nothing
          : html`<p class="diff-name">${label}</p>
              <ul class="variants" aria-label=${label}>
                ${variants.map((variant) => html`<li>${printableLine(variant, 300)}</li>`)}
              </ul>`
      }
    </div>
  `;
}

const COMMANDS = {
  keep: 'keepBoth',
  merge: 'mergeInto',
  supersede: 'supersede',
} as const satisfies Record<Resolution['kind'], KeyCommand>;

function choicesView(
  entry: Compared,
  chosen: Resolution | undefined,
  { session, impacts }: ComparisonShown,
): TemplateResult {
  const { obstacle } = entry;
  const effect = (kind: Resolution['kind']) => effectOf(impacts, entry, kind);
  const kind = kindFor(entry, chosen);
  const disabled = obstacle !== undefined;
  const id = printableLine(entry.id, 80);
  return html`
    ${chosenElsewhere(entry, chosen)}
    ${obstacle === undefined ? nothing : html`<p class="note">${printable(obstacle)}.</p>`}
    ${kit.radios({
      id: 'resolution',
      label: 'When this candidate is accepted',
      change: (value) => {
        if (value === 'keep' || value === 'merge' || value === 'supersede')
          session.perform(COMMANDS[value]);
      },
      choices: [
        {
          value: 'keep',
          label: 'Keep both',
          key: 'Shift+K',
          checked: kind === 'keep',
          hint: `Each stays an entry of its own. ${effect('keep')}`,
        },
        {
          value: 'merge',
          label: `Merge as a variant of ${id}`,
          key: 'Shift+M',
          checked: kind === 'merge',
          disabled,
          hint: `Its question, and how else users asked, become variants there. Its answer is not taken. ${effect('merge')}`,
        },
        {
          value: 'supersede',
          label: `Take the place of ${id}`,
          key: 'Shift+S',
          checked: kind === 'supersede',
          disabled,
          hint: `The other one is left out of snapshots; this one says whose place it took. ${effect('supersede')}`,
        },
      ],
    })}
  `;
}

/** What a choice does to what is found; nothing while it is looked at, or where it cannot be made. */
function effectOf(impacts: Impacts, { where, id, obstacle }: Compared, kind: Resolution['kind']) {
  if (obstacle !== undefined) return '';
  const choice = kind === 'keep' ? { kind } : { kind, other: { where, id } };
  const impact = impacts.get(choiceKey(choice))?.impact;
  return impact === undefined ? '' : effectWords(impact);
}

/** A choice about another entry stands until one is made here. */
function chosenElsewhere(
  entry: Compared,
  chosen: Resolution | undefined,
): TemplateResult | typeof nothing {
  if (chosen === undefined || chosen.kind === 'keep' || isSameName(chosen.entry, entry))
    return nothing;
  return html`<p class="note">
    Chosen so far: accept${resolutionWords(chosen)}. A choice here replaces that.
  </p>`;
}

/** Beside this entry both stay, unless something else was chosen for this entry as it is now. */
function kindFor(entry: Compared, chosen: Resolution | undefined): Resolution['kind'] {
  if (chosen === undefined || chosen.kind === 'keep') return 'keep';
  const isThis = isSameName(chosen.entry, entry) && chosen.entry.digest === entry.digest;
  return isThis ? chosen.kind : 'keep';
}
