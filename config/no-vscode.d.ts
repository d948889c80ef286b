// Projects that must not know VS Code map the module `vscode` to this file (see `paths` in their tsconfig).
// It declares no exports, so every form of importing `vscode` there is a compile error.
