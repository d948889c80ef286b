/** What is measured beside us, by name and exact version; none of it is a dependency of the project. */
export const PEER_PACKAGES: readonly string[] = [
  '@redactpii/node@1.0.17',
  'openredaction@1.1.5',
  'redact-pii@3.4.0',
  'compromise@14.17.0',
  '@secretlint/core@12.0.0',
  '@secretlint/secretlint-rule-preset-recommend@12.0.0',
  'libphonenumber-js@1.13.16',
];
