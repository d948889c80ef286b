import { css } from 'lit';

/**
 * Colours are VS Code's, so that every theme is followed by itself; its orange is left out, which is half transparent in
 * some. Beside its colour every series has its own dashes or
 * pattern; where the system forces colours, only those are left.
 */
export const chartStyles = css`
  svg {
    display: block;
    overflow: visible;
    font: 11px var(--vscode-font-family);
  }
  svg text {
    fill: var(--vscode-descriptionForeground, var(--vscode-foreground));
  }
  svg .name,
  svg .value {
    fill: var(--vscode-foreground);
  }
  .tick,
  .value {
    font-variant-numeric: tabular-nums;
  }
  .grid,
  .base {
    stroke: var(--vscode-foreground);
    stroke-width: 1;
    shape-rendering: crispedges;
  }
  .grid {
    opacity: 0.13;
  }
  .base {
    opacity: 0.55;
  }
  .s0,
  .now {
    color: var(--vscode-charts-blue);
  }
  .s1 {
    color: var(--vscode-charts-yellow);
  }
  .s2 {
    color: var(--vscode-charts-green);
  }
  .s3 {
    color: var(--vscode-charts-purple);
  }
  .s4 {
    color: var(--vscode-charts-red);
  }
  .reference {
    color: var(--vscode-foreground);
  }
  .limit {
    color: var(--vscode-charts-red);
  }
  .line {
    fill: none;
    stroke: currentcolor;
    stroke-width: 1.75;
    stroke-linejoin: round;
  }
  .line.s1,
  .line.reference {
    stroke-dasharray: 5 3;
  }
  .line.s2 {
    stroke-dasharray: 1.5 3;
    stroke-linecap: round;
  }
  .line.s3 {
    stroke-dasharray: 8 3 1.5 3;
  }
  .line.s4,
  .line.limit {
    stroke-dasharray: 2 2;
  }
  .line.reference {
    stroke-width: 1.5;
  }
  .bar {
    stroke: currentcolor;
    stroke-width: 1;
  }
  .bar.now,
  .bar.s0 {
    fill-opacity: 0.75;
  }
  .dot {
    fill: currentcolor;
    stroke: var(--vscode-editor-background);
    stroke-width: 1;
  }
  .ground {
    fill: currentcolor;
    opacity: 0.25;
  }
  .hatch {
    stroke: currentcolor;
    stroke-width: 3;
  }
  .cursor {
    stroke: var(--vscode-foreground);
    stroke-width: 1;
    opacity: 0.6;
    shape-rendering: crispedges;
  }
  .cursor-row {
    fill: var(--vscode-list-hoverBackground, transparent);
    stroke: var(--vscode-contrastActiveBorder, transparent);
  }
  .event {
    stroke: currentcolor;
    stroke-width: 1;
    opacity: 0.7;
    shape-rendering: crispedges;
  }
  .event.release,
  .event.rollback {
    color: var(--vscode-foreground);
  }
  .event.rollback {
    stroke-dasharray: 4 3;
  }
  .event.alert {
    color: var(--vscode-editorWarning-foreground);
    stroke-dasharray: 2 2;
  }
  .glyph {
    fill: currentcolor;
    color: var(--vscode-foreground);
  }
  .glyph.alert {
    color: var(--vscode-editorWarning-foreground);
  }
  .swatch {
    flex: none;
    width: 12px;
    height: 12px;
  }
  .swatch.wide {
    width: 22px;
  }
  @media (forced-colors: active) {
    svg {
      forced-color-adjust: none;
      color: CanvasText;
    }
    svg text,
    svg .name,
    svg .value {
      fill: CanvasText;
    }
    .s0,
    .s1,
    .s2,
    .s3,
    .s4,
    .now,
    .reference,
    .limit,
    .glyph,
    .event {
      color: CanvasText;
    }
  }
`;
