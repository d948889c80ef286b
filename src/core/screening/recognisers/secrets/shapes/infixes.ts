import {
  alphanumeric,
  base64url,
  digits,
  entraCharacters,
  hex,
  type InfixShape,
  wordCharacters,
} from '../tokenShape.js';

/** Tokens whose mark stands in their middle. */
export const INFIXES: readonly InfixShape[] = [
  {
    name: 'HCP Terraform token',
    before: alphanumeric(14),
    prefix: '.atlasv1.',
    body: [base64url(60, 70)],
    placeholder: 'TOKEN',
  },
  {
    name: 'Microsoft Entra client secret',
    before: entraCharacters(4),
    prefix: 'Q~',
    body: [entraCharacters(31, 34)],
    inPieces: true,
    placeholder: 'API_KEY',
  },
  {
    name: 'Mailchimp API key',
    before: hex(32),
    prefix: '-us',
    body: [digits(1, 2)],
    placeholder: 'API_KEY',
  },
  {
    name: 'Telegram bot token',
    before: digits(8, 10),
    prefix: ':AA',
    body: [base64url(32, 33)],
    placeholder: 'TOKEN',
  },
  {
    name: 'MaxMind licence key',
    before: wordCharacters(36),
    prefix: '_mmk',
    body: [],
    placeholder: 'API_KEY',
  },
  {
    name: 'Facebook app access token',
    before: digits(15, 16),
    prefix: '|',
    body: [base64url(27, 40)],
    placeholder: 'TOKEN',
  },
];
