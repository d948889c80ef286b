import type { CSSResult, TemplateResult } from 'lit';

/**
 * The controls the panel is made of. Two back ends draw them, the VS Code Webview UI Toolkit
 * (`kitToolkit.ts`) and plain controls (`kitNative.ts`); the build chooses one as `#kit`. Templates
 * outside this folder name no control of either.
 */
export interface Kit {
  readonly styles: CSSResult;
  button(spec: ButtonSpec): TemplateResult;
  checkbox(spec: CheckboxSpec): TemplateResult;
  /** One of several, with the arrow keys as well. */
  radios(spec: RadiosSpec): TemplateResult;
  /** Several lines, growing with what is typed. */
  textArea(spec: AreaSpec): TemplateResult;
  /** One line; its label is for screen readers only, `placeholder` is what is seen. */
  textField(spec: TextSpec): TemplateResult;
  /** One line whose faults stand below it. */
  searchField(spec: SearchSpec): TemplateResult;
}

export interface ButtonSpec {
  readonly label: string;
  readonly press: () => void;
  readonly look?: 'primary' | 'secondary' | 'small';
  /** The key that does the same; shown on the button. */
  readonly key?: string | undefined;
  /** Shown as a tooltip. */
  readonly hint?: string;
  /** The accessible name, where the label alone would not tell which of several buttons this is. */
  readonly name?: string;
  readonly id?: string;
  readonly disabled?: boolean;
}

export interface CheckboxSpec {
  readonly id: string;
  readonly label: string;
  readonly key: string;
  readonly checked: boolean;
  readonly change: (checked: boolean) => void;
}

export interface RadiosSpec {
  readonly id: string;
  readonly label: string;
  readonly choices: readonly RadioChoice[];
  readonly change: (value: string) => void;
}

export interface RadioChoice {
  readonly value: string;
  readonly label: string;
  readonly key: string;
  readonly checked: boolean;
  readonly disabled?: boolean;
  /** What choosing it means. */
  readonly hint: string;
}

export interface TextSpec {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly change: (value: string) => void;
  readonly placeholder?: string;
}

export interface SearchSpec extends TextSpec {
  /** The key that leads there. */
  readonly key: string;
  /** Id of what describes it, or says what is wrong with it. */
  readonly describedBy: string;
  readonly invalid: boolean;
}

export interface AreaSpec extends TextSpec {
  /** How tall it is at least. */
  readonly height: 'two-lines' | 'five-lines';
}
