/** What VS Code puts into every webview; it may be acquired only once. */
export interface PageApi<Message, State> {
  postMessage(message: Message): void;
  getState(): unknown;
  setState(state: State): void;
}

declare function acquireVsCodeApi<Message, State>(): PageApi<Message, State>;

export function acquirePageApi<Message, State>(): PageApi<Message, State> {
  return acquireVsCodeApi();
}
