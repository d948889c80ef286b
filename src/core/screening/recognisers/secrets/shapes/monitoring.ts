import {
  alphanumeric,
  anyHex,
  base64,
  base64url,
  hex,
  type TokenShape,
  upperAlphanumeric,
  wordCharacters,
} from '../tokenShape.js';

/** Metrics, logs, alerts. Shapes from the vendors' documents and from gitleaks' rules (MIT). */
export const MONITORING: readonly TokenShape[] = [
  {
    name: 'Grafana service account token',
    prefix: 'glsa_',
    body: [alphanumeric(32), '_', anyHex(8)],
    placeholder: 'TOKEN',
  },
  { name: 'Grafana Cloud token', prefix: 'glc_', body: [base64(32, 400)], placeholder: 'TOKEN' },
  { name: 'Grafana API key', prefix: 'eyJrIjoi', body: [base64(60, 400)], placeholder: 'API_KEY' },
  { name: 'New Relic user key', prefix: 'NRAK-', body: [alphanumeric(27)], placeholder: 'API_KEY' },
  { name: 'New Relic insert key', prefix: 'NRII-', body: [base64url(32)], placeholder: 'API_KEY' },
  { name: 'New Relic browser key', prefix: 'NRJS-', body: [hex(19)], placeholder: 'API_KEY' },
  { name: 'New Relic query key', prefix: 'NRIQ-', body: [base64url(32)], placeholder: 'API_KEY' },
  { name: 'New Relic REST key', prefix: 'NRRA-', body: [alphanumeric(42)], placeholder: 'API_KEY' },
  {
    name: 'Dynatrace token',
    prefix: 'dt0c01.',
    body: [upperAlphanumeric(24), '.', upperAlphanumeric(64)],
    placeholder: 'TOKEN',
  },
  {
    name: 'Dynatrace token',
    prefix: 'dt0s01.',
    body: [upperAlphanumeric(8, 24), '.', upperAlphanumeric(64)],
    placeholder: 'TOKEN',
  },
  { name: 'Honeycomb key', prefix: 'hcaik_', body: [alphanumeric(58, 70)], placeholder: 'API_KEY' },
  { name: 'Honeycomb key', prefix: 'hcxik_', body: [alphanumeric(58, 70)], placeholder: 'API_KEY' },
  {
    name: 'PagerDuty integration token',
    prefix: 'pdus+_',
    body: [wordCharacters(20, 60)],
    placeholder: 'TOKEN',
  },
  {
    name: 'PostHog personal key',
    prefix: 'phx_',
    body: [alphanumeric(32, 60)],
    placeholder: 'API_KEY',
  },
  {
    name: 'Datadog application key',
    prefix: 'ddapp_',
    body: [alphanumeric(34, 60)],
    placeholder: 'API_KEY',
  },
  {
    name: 'Datadog access token',
    prefix: 'ddpat_',
    body: [alphanumeric(34, 60)],
    placeholder: 'TOKEN',
  },
];
