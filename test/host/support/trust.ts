import * as vscode from 'vscode';

/** Lets `act` see a workspace that is not trusted, as far as VS Code's `isTrusted` tells it. */
export async function withoutTrust<Result>(act: () => Promise<Result>): Promise<Result> {
  const own = Object.getOwnPropertyDescriptor(vscode.workspace, 'isTrusted');
  Object.defineProperty(vscode.workspace, 'isTrusted', { get: () => false, configurable: true });
  try {
    return await act();
  } finally {
    if (own === undefined) Reflect.deleteProperty(vscode.workspace, 'isTrusted');
    else Object.defineProperty(vscode.workspace, 'isTrusted', own);
  }
}
