/**
 * What is on the screen until the panel's own script draws: the outline of the two columns, so that the first
 * thing seen is already in its place. `cl-review` shows it through its slot while it loads.
 */
export const SKELETON = `<div class="skeleton" aria-hidden="true">
<div class="queue"><p>Review queue</p>${'<span></span>'.repeat(8)}</div>
<div class="candidate"><p>Opening…</p>${'<span></span>'.repeat(3)}</div>
</div>`;

/** Of the page, which VS Code gives a transparent body with a margin, and of the outline. */
export const PAGE_STYLES = `
html, body { height: 100%; margin: 0; padding: 0; }
body { background: var(--vscode-editor-background); color: var(--vscode-foreground); }
.skeleton {
  display: grid; height: 100vh;
  grid-template: minmax(0, 1fr) / clamp(200px, 24vw, 320px) minmax(0, 1fr);
  font: var(--vscode-font-size) / 1.45 var(--vscode-font-family);
}
.skeleton > div { overflow: hidden; padding: 8px 12px; }
.skeleton .queue {
  border-inline-end: 1px solid var(--vscode-contrastBorder, var(--vscode-panel-border, var(--vscode-widget-border)));
  background: var(--vscode-sideBar-background, transparent);
}
.skeleton p { margin: 0 0 12px; }
.skeleton .queue p { font-size: 0.85em; font-weight: 600; text-transform: uppercase; }
.skeleton span {
  display: block; height: 12px; margin-bottom: 14px; border-radius: 3px; opacity: 0.12;
  background: var(--vscode-foreground);
}
.skeleton .candidate span { max-width: 60ch; height: 16px; }
@media (max-width: 760px) { .skeleton { display: block; } .skeleton .queue { height: 172px; } }
`;
