import { css } from 'lit';

/** What stands beside question and answer, checklist and findings, and under them: the proof. */
export const factStyles = css`
  .facts section + section,
  .evidence section + section {
    margin-top: 14px;
  }
  h3 {
    margin-bottom: 4px;
    font-weight: 600;
  }
  h3:focus-visible {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: 2px;
  }
  .count {
    padding: 1px 6px;
    border: 1px solid var(--vscode-contrastBorder, transparent);
    border-radius: 9px;
    font-size: 0.85em;
    font-weight: normal;
    color: var(--vscode-badge-foreground);
    background: var(--vscode-badge-background);
  }
  .checklist {
    display: flex;
    flex-direction: column;
    align-items: flex-start;
  }
  .confirmed {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .confirmed li {
    display: flex;
    align-items: center;
    gap: 6px;
    min-height: 26px;
  }
  .findings li {
    display: flex;
    align-items: flex-start;
    gap: 6px;
    margin-bottom: 8px;
  }
  .findings .blocking .mark {
    color: var(--vscode-errorForeground);
  }
  .finding-text {
    flex: 1;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .replacing {
    display: flex;
    align-items: center;
    gap: 6px;
    margin-top: 2px;
  }
  .replacing > :first-child {
    flex: 1;
    min-width: 0;
  }
  .sides {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(16ch, 1fr));
    gap: 6px;
    margin: 4px 0;
  }
  .sides dt {
    font-size: 0.9em;
    color: var(--vscode-descriptionForeground);
  }
  .sides dd {
    margin: 0;
    padding: 4px 6px;
    max-height: 9em;
    overflow: auto;
    border: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder, transparent));
  }
  .tally.loaded {
    grid-column: 1 / -1;
  }
  .proof li {
    display: grid;
    grid-template-columns: 8ch minmax(0, 1fr);
    gap: 8px;
    align-items: baseline;
    align-content: center;
    min-height: 24px;
    overflow-wrap: anywhere;
  }
  .link {
    min-height: 24px;
    padding: 0;
    border: 0;
    font: inherit;
    text-align: start;
    color: var(--vscode-textLink-foreground);
    background: none;
    cursor: pointer;
    overflow-wrap: anywhere;
  }
  .link:hover {
    color: var(--vscode-textLink-activeForeground);
    text-decoration: underline;
  }
  .link:focus-visible {
    outline: 1px solid var(--vscode-focusBorder);
  }
  .history .aside {
    display: block;
  }
  .figure {
    margin-top: 6px;
  }
  .context {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .context .aside,
  .resembles .aside {
    display: block;
  }
  .evidence .context .aside {
    flex: 0 0 16ch;
  }
  .evidence .context .text {
    flex: 1;
    min-width: 0;
  }
  .context .here {
    padding: 2px 8px;
    border-inline-start: 3px solid var(--vscode-focusBorder);
    font-weight: 600;
  }
  .context li,
  .beside {
    display: flex;
    align-items: baseline;
    gap: 6px;
  }
  /* A button's baseline would stand below that of the words. */
  .beside {
    align-items: flex-start;
  }
  .beside > :first-child {
    flex: 1;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .resembles li,
  .variants li,
  .history li {
    margin-bottom: 4px;
    overflow-wrap: anywhere;
  }
`;
