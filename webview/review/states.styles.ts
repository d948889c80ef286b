import { css } from 'lit';

/** Loading, nothing to show, and the help sheet over everything. */
export const stateStyles = css`
  .empty,
  .loading {
    display: flex;
    flex: 1;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 10px;
    height: 100%;
    padding: 24px;
    text-align: center;
  }
  .empty h2 {
    font-size: 1.3em;
    font-weight: 600;
  }
  .empty p {
    max-width: 46ch;
    color: var(--vscode-descriptionForeground);
    overflow-wrap: anywhere;
  }
  .loading {
    flex-direction: row;
    box-sizing: border-box;
    color: var(--vscode-descriptionForeground);
    animation: appear 0s 250ms both;
  }
  .reading .loading {
    height: auto;
    justify-content: start;
    padding: 12px 0;
  }
  .ring {
    width: 14px;
    height: 14px;
    border: 2px solid var(--vscode-progressBar-background, currentcolor);
    border-top-color: transparent;
    border-radius: 50%;
    animation: turn 0.9s linear infinite;
  }
  @keyframes appear {
    from {
      visibility: hidden;
    }
  }
  @keyframes turn {
    to {
      rotate: 360deg;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .reading .loading {
    height: auto;
    justify-content: start;
    padding: 12px 0;
  }
  .ring {
      animation: none;
    }
  }
  dialog {
    box-sizing: border-box;
    width: min(520px, 92vw);
    max-height: 90vh;
    overflow: auto;
    padding: 16px 20px;
    border: 1px solid var(--vscode-contrastBorder, var(--vscode-widget-border, transparent));
    border-radius: 4px;
    color: var(--vscode-editorWidget-foreground, inherit);
    background: var(--vscode-editorWidget-background);
    box-shadow: 0 2px 12px var(--vscode-widget-shadow, transparent);
  }
  dialog::backdrop {
    background: transparent;
  }
  dialog h2 {
    margin-bottom: 8px;
    font-size: 1.1em;
  }
  dialog dl > div {
    display: grid;
    grid-template-columns: 15ch minmax(0, 1fr);
    padding: 2px 0;
  }
  dt kbd {
    margin: 0 4px 0 0;
  }
  dialog .aside {
    margin: 10px 0;
  }
`;
