import { css } from 'lit';

/** The page around the panel: VS Code gives it a transparent body with a margin. */
export const pageStyles = css`
  html,
  body {
    height: 100%;
    margin: 0;
    padding: 0;
  }
  body {
    background: var(--vscode-editor-background);
    color: var(--vscode-foreground);
  }
`;
