import { css } from 'lit';

/** A plain start, and what occurs everywhere. */
export const baseStyles = css`
  [hidden] {
    display: none !important;
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  h1,
  h2,
  h3,
  p,
  ul,
  dl,
  dd {
    margin: 0;
    padding: 0;
    font-size: inherit;
  }
  ul {
    list-style: none;
  }
  kbd {
    display: inline-block;
    min-width: 0.7em;
    margin-inline-start: 7px;
    padding: 0 4px;
    border: 1px solid color-mix(in srgb, currentcolor 45%, transparent);
    border-radius: 3px;
    font: 0.8em / 1.35 var(--vscode-editor-font-family, monospace);
    text-align: center;
  }
  .aside {
    color: var(--vscode-descriptionForeground);
  }
`;
