import {
  alphanumeric,
  base64url,
  digits,
  type Run,
  type TokenShape,
  upperAlphanumeric,
  uuid,
  wordCharacters,
} from '../tokenShape.js';

const SLACK: readonly (Run | string)[] = [
  upperAlphanumeric(7, 16),
  '/',
  upperAlphanumeric(7, 16),
  '/',
  wordCharacters(20, 40),
];

/** Addresses that anybody who knows them may post to. */
export const WEBHOOKS: readonly TokenShape[] = [
  {
    name: 'Slack webhook',
    prefix: 'hooks.slack.com/services/',
    body: SLACK,
    placeholder: 'WEBHOOK_URL',
  },
  {
    name: 'Slack workflow webhook',
    prefix: 'hooks.slack.com/workflows/',
    body: [
      upperAlphanumeric(7, 16),
      '/',
      upperAlphanumeric(7, 16),
      '/',
      digits(10, 24),
      '/',
      wordCharacters(20, 40),
    ],
    placeholder: 'WEBHOOK_URL',
  },
  {
    name: 'Slack trigger',
    prefix: 'hooks.slack.com/triggers/',
    body: [upperAlphanumeric(7, 16), '/', digits(10, 24), '/', alphanumeric(24, 40)],
    placeholder: 'WEBHOOK_URL',
  },
  ...['discord.com', 'discordapp.com', 'canary.discord.com', 'ptb.discord.com'].map(
    (host): TokenShape => ({
      name: 'Discord webhook',
      prefix: `${host}/api/webhooks/`,
      body: [digits(16, 20), '/', base64url(50, 90)],
      placeholder: 'WEBHOOK_URL',
    }),
  ),
  {
    name: 'Microsoft Teams webhook',
    prefix: 'webhook.office.com/webhookb2/',
    body: [...uuid, '@', ...uuid, '/IncomingWebhook/', alphanumeric(32), '/', ...uuid],
    placeholder: 'WEBHOOK_URL',
  },
];
