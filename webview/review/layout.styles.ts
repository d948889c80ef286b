import { css } from 'lit';

/** The grid of the panel, wide and narrow. */
export const layoutStyles = css`
  :host {
    display: block;
    height: 100vh;
    font: var(--vscode-font-weight, normal) var(--vscode-font-size) / 1.45 var(--vscode-font-family);
    color: var(--vscode-foreground);
    background: var(--vscode-editor-background);
  }
  main {
    height: 100%;
  }
  main.split {
    display: grid;
    grid-template: minmax(0, 1fr) / clamp(200px, 24vw, 320px) minmax(0, 1fr);
  }
  .candidate {
    display: flex;
    flex-direction: column;
    height: 100%;
    min-height: 0;
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 8px;
    padding: 7px 16px;
    border-bottom: 1px solid var(--vscode-contrastBorder, var(--vscode-panel-border));
  }
  header h2 {
    font-weight: 600;
  }
  header .remark {
    padding: 0 6px;
    border: 1px solid var(--vscode-contrastBorder, var(--vscode-descriptionForeground));
    border-radius: 3px;
  }
  header .id,
  header time {
    color: var(--vscode-descriptionForeground);
  }
  header .id {
    margin-inline-end: auto;
  }
  header time {
    /* Stays at the end where there is so much to say that it comes into a line of its own. */
    margin-inline-start: auto;
  }
  .body {
    flex: 1;
    display: grid;
    grid-template:
      'reading facts' auto
      'evidence facts' 1fr / minmax(0, 1fr) clamp(276px, 30%, 340px);
    min-height: 0;
    overflow: auto;
    container-type: size;
  }
  .reading,
  .evidence,
  .facts {
    box-sizing: border-box;
    padding: 12px 16px 20px;
  }
  .reading {
    grid-area: reading;
  }
  /* What an answer is held against stands under it, so that nobody ticks without having seen it. */
  .evidence {
    grid-area: evidence;
    padding-top: 0;
  }
  .facts {
    grid-area: facts;
    position: sticky;
    top: 0;
    height: 100cqh;
    overflow: auto;
    padding-top: 0;
    scroll-padding-top: 160px;
  }
  /* Its keys work wherever one has scrolled to, so it stays to be seen. */
  .facts > section:first-child {
    position: sticky;
    top: 0;
    z-index: 1;
    padding: 12px 0 2px;
    background: var(--vscode-editor-background);
  }
  .reading:focus-visible {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: -1px;
  }
  .facts {
    border-inline-start: 1px solid var(--vscode-contrastBorder, var(--vscode-panel-border));
  }
  .notice {
    padding: 0 16px;
    min-height: 24px;
    display: flex;
    align-items: center;
    gap: 6px;
    border-top: 1px solid var(--vscode-contrastBorder, var(--vscode-panel-border));
  }
  .notice p {
    overflow-wrap: anywhere;
    padding: 3px 0;
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px;
    padding: 4px 16px 10px;
  }
  .reason {
    flex: 1 1 72px;
    min-width: 0;
    display: flex;
    align-items: center;
  }
  .reason kbd {
    color: var(--vscode-descriptionForeground);
  }
  @media (max-width: 900px) {
    .body {
      display: block;
    }
    .facts {
      position: static;
      height: auto;
      overflow: visible;
      border: 0;
    }
    .facts > section:first-child {
      position: static;
      padding: 0;
    }
    .reason {
      order: -1;
      flex-basis: 100%;
    }
  }
  @media (max-width: 760px) {
    main.split {
      grid-template: minmax(0, 226px) minmax(0, 1fr) / minmax(0, 1fr);
    }
    .queue {
      border-inline-end: 0;
      border-bottom: 1px solid var(--vscode-contrastBorder, var(--vscode-panel-border));
    }
    .queue h2 {
      display: none;
    }
    .counts {
      grid-template-columns: repeat(4, max-content);
      padding: 6px 12px 4px;
    }
    .queue .progress {
      padding-bottom: 4px;
    }
    .filter:focus-within .hint {
      display: none;
    }
  }
`;
