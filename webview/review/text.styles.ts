import { css } from 'lit';

/** Question, answer, marks, and the word diff. */
export const textStyles = css`
  .text {
    max-width: 82ch;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    unicode-bidi: plaintext;
    tab-size: 4;
  }
  .text.query {
    margin-bottom: 14px;
    font-size: 1.1em;
    font-weight: 600;
  }
  .invisible {
    padding: 0 2px;
    border: 1px solid var(--vscode-editorWarning-foreground);
    border-radius: 2px;
    font: 0.8em var(--vscode-editor-font-family, monospace);
    unicode-bidi: isolate;
  }
  .secret {
    padding: 0 2px;
    border: 1px solid var(--vscode-contrastBorder, var(--vscode-editorWarning-foreground));
    border-radius: 2px;
  }
  .secret.hidden {
    cursor: pointer;
  }
  .secret.hidden:focus-visible {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: 1px;
  }
  mark {
    color: inherit;
    background: var(--vscode-editor-findMatchHighlightBackground, transparent);
    text-decoration: underline wavy 1px var(--vscode-editorError-foreground);
    text-underline-offset: 3px;
    text-decoration-skip-ink: none;
    outline: 1px dashed var(--vscode-contrastActiveBorder, transparent);
  }
  mark.warning {
    text-decoration: underline dotted 2px var(--vscode-editorWarning-foreground);
  }
  code {
    font-family: var(--vscode-editor-font-family, monospace);
    font-size: 0.95em;
    overflow-wrap: anywhere;
  }
  .note {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    margin-bottom: 12px;
    padding: 6px 10px;
    border-inline-start: 3px solid var(--vscode-editorWarning-foreground);
    background: var(--vscode-textBlockQuote-background, transparent);
  }
  .note.secrets {
    margin-top: 14px;
  }
  .editor {
    display: flex;
    flex-direction: column;
    gap: 10px;
  }
  .editor .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px;
  }
  .proposals {
    margin-top: 18px;
  }
  .proposal {
    margin: 8px 0;
    padding: 8px 10px;
    border-left: 3px solid var(--vscode-textBlockQuote-border, currentColor);
    background: var(--vscode-textBlockQuote-background, transparent);
  }
  .proposal .row {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    margin-top: 8px;
  }
  .proposal .said {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .diff {
    margin-top: 16px;
  }
  .diff-name {
    margin: 6px 0 2px;
    color: var(--vscode-descriptionForeground);
  }
  ins {
    text-decoration: underline;
    background: var(--vscode-diffEditor-insertedTextBackground, transparent);
    outline: 1px dashed var(--vscode-diffEditor-insertedTextBorder, transparent);
  }
  del {
    text-decoration: line-through;
    background: var(--vscode-diffEditor-removedTextBackground, transparent);
    outline: 1px dashed var(--vscode-diffEditor-removedTextBorder, transparent);
  }
  .skipped {
    color: var(--vscode-descriptionForeground);
  }
`;
