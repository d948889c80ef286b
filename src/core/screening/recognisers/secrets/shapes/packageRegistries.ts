import { hasBase62Checksum } from '../base62Checksum.js';
import { alphanumeric, base64url, hex, lowerAlphanumeric, type TokenShape } from '../tokenShape.js';

/** Where packages and images are published. Shapes from the vendors' documents and from gitleaks' rules (MIT). */
export const PACKAGE_REGISTRIES: readonly TokenShape[] = [
  {
    name: 'npm access token',
    prefix: 'npm_',
    body: [alphanumeric(36)],
    placeholder: 'TOKEN',
    checksum: hasBase62Checksum,
  },
  { name: 'PyPI upload token', prefix: 'pypi-', body: [base64url(50, 1000)], placeholder: 'TOKEN' },
  { name: 'RubyGems API key', prefix: 'rubygems_', body: [hex(48)], placeholder: 'API_KEY' },
  { name: 'NuGet API key', prefix: 'oy2', body: [lowerAlphanumeric(43)], placeholder: 'API_KEY' },
  {
    name: 'Docker Hub access token',
    prefix: 'dckr_pat_',
    body: [base64url(20, 60)],
    placeholder: 'TOKEN',
  },
  {
    name: 'Docker Hub organisation token',
    prefix: 'dckr_oat_',
    body: [base64url(20, 60)],
    placeholder: 'TOKEN',
  },
  { name: 'crates.io token', prefix: 'cio', body: [alphanumeric(32)], placeholder: 'TOKEN' },
  {
    name: 'Clojars token',
    prefix: 'CLOJARS_',
    body: [lowerAlphanumeric(60)],
    placeholder: 'TOKEN',
  },
];
