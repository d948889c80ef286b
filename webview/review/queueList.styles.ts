import { css } from 'lit';
import { markStyles } from './statusMark.js';

export const queueListStyles = [
  markStyles,
  css`
    :host {
      display: block;
      min-height: 0;
    }
    .box {
      height: 100%;
      overflow: hidden auto;
      outline: none;
    }
    .all {
      position: relative;
      overflow: hidden;
    }
    .row {
      box-sizing: border-box;
      display: flex;
      align-items: center;
      gap: 6px;
      height: 24px;
      padding: 0 10px 0 12px;
      cursor: pointer;
    }
    .row.coming {
      color: var(--vscode-descriptionForeground);
      cursor: default;
    }
    .row .mark {
      width: 14px;
      height: 14px;
    }
    .row:hover {
      background: var(--vscode-list-hoverBackground);
      color: var(--vscode-list-hoverForeground, inherit);
    }
    .row[aria-selected='true'] {
      background: var(--vscode-list-inactiveSelectionBackground);
      color: var(--vscode-list-inactiveSelectionForeground, inherit);
      outline: 1px solid var(--vscode-contrastActiveBorder, transparent);
      outline-offset: -1px;
    }
    .box:focus .row[aria-selected='true'] {
      background: var(--vscode-list-activeSelectionBackground);
      color: var(--vscode-list-activeSelectionForeground, inherit);
      outline: 1px solid var(--vscode-list-focusOutline, var(--vscode-focusBorder));
    }
    .box:focus .row[aria-selected='true'] .mark {
      color: inherit;
    }
    .title {
      flex: 1;
      min-width: 0;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
      unicode-bidi: isolate;
    }
  `,
];
