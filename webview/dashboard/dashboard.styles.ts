import { type CSSResult, css } from 'lit';
import { baseStyles } from '../page/base.styles.js';
import { waitingStyles } from '../page/waiting.styles.js';
import { stateMarkStyles } from './stateMark.js';

const styles = css`
  :host {
    display: block;
    min-height: 100vh;
    font: var(--vscode-font-weight, normal) var(--vscode-font-size) / 1.45 var(--vscode-font-family);
    color: var(--vscode-foreground);
    background: var(--vscode-editor-background);
  }
  main {
    box-sizing: border-box;
    max-width: 1760px;
    min-height: 100vh;
    margin: 0 auto;
    padding: 14px 20px 40px;
  }
  main > section {
    margin-top: 26px;
  }
  h2 {
    margin-bottom: 10px;
    font-size: 1.15em;
    font-weight: 600;
  }
  .name {
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 6px 20px;
  }
  .overall {
    display: flex;
    flex: 1 1 320px;
    align-items: baseline;
    gap: 7px;
    min-width: 0;
    font-size: 1.15em;
  }
  .overall strong {
    white-space: nowrap;
  }
  .overall span {
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .overall .mark {
    align-self: flex-start;
    margin-top: 3px;
  }
  .remark .mark {
    margin-top: 1px;
  }
  .look {
    display: flex;
    align-items: center;
    gap: 12px;
  }
  .remark {
    display: flex;
    flex-basis: 100%;
    gap: 7px;
    overflow-wrap: anywhere;
  }
  .alerts ul {
    display: grid;
    gap: 8px;
  }
  .told {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    gap: 4px 10px;
    padding: 10px 14px;
    border: 1px solid var(--vscode-contrastBorder, var(--vscode-panel-border, var(--vscode-widget-border)));
    border-inline-start: 3px solid var(--vscode-editorWarning-foreground);
    border-radius: 4px;
    overflow-wrap: anywhere;
  }
  .told .mark {
    margin-top: 1px;
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px;
  }
  .metrics ul {
    display: grid;
    grid-template-columns: max-content fit-content(48ch) minmax(0, 1fr) max-content max-content;
    column-gap: 18px;
  }
  .metric {
    display: grid;
    grid-column: 1 / -1;
    grid-template-columns: subgrid;
    align-items: center;
    min-height: 30px;
    padding: 2px 0;
    border-top: 1px solid var(--vscode-contrastBorder, var(--vscode-panel-border, var(--vscode-widget-border)));
    overflow-wrap: anywhere;
  }
  .state {
    display: flex;
    align-items: center;
    gap: 6px;
    white-space: nowrap;
  }
  .counts {
    font-variant-numeric: tabular-nums;
    text-align: end;
    white-space: nowrap;
  }
  .plots {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 400px), 1fr));
    gap: 14px;
    grid-auto-flow: dense;
  }
  /* As tall as two others. */
  @media (min-width: 880px) {
    .plots .long {
      grid-row: span 2;
    }
  }
  .missing {
    margin-top: 10px;
    display: grid;
    gap: 3px;
    color: var(--vscode-descriptionForeground);
  }
  .missing div {
    display: flex;
    flex-wrap: wrap;
    gap: 0 8px;
  }
  .missing dt {
    font-weight: 600;
  }
  .notice {
    position: sticky;
    bottom: 0;
    margin-top: 14px;
    overflow-wrap: anywhere;
    background: var(--vscode-editor-background);
  }
  @media (max-width: 760px) {
    main {
      padding: 10px 12px 30px;
    }
    .metrics ul {
      grid-template-columns: max-content minmax(0, 1fr) max-content;
      column-gap: 10px;
    }
    .metric {
      padding: 6px 0;
    }
    .metric .words,
    .metric .counts {
      grid-column: 1 / -1;
      text-align: start;
      white-space: normal;
    }
    .metric .words {
      order: 1;
    }
    .metric .counts {
      order: 2;
    }
    .told {
      grid-template-columns: auto minmax(0, 1fr);
    }
    .told .buttons {
      grid-column: 2;
    }
  }
  @media (max-width: 420px) {
    .overall {
      flex-wrap: wrap;
      flex-basis: 100%;
    }
    .metrics ul {
      grid-template-columns: minmax(0, 1fr) max-content;
    }
    .metric .what {
      grid-column: 1 / -1;
      order: 1;
    }
  }
`;

/** How the dashboard is laid out. Colours are VS Code's, so that every theme is followed. */
export function dashboardStyles(kitStyles: CSSResult): CSSResult[] {
  return [baseStyles, kitStyles, waitingStyles, stateMarkStyles, styles];
}
