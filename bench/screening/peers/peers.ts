import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import type { Labelled } from '../labelledText.js';
import type { Tool } from '../tool.js';
import { alignedSpans } from './alignedSpans.js';

/** Where `npm` puts the peers: a folder of their own, outside of the project's dependencies. */
export const PEERS_FOLDER = resolve('out/bench/peers');

const load = createRequire(`${PEERS_FOLDER}/package.json`);

/** Every peer by name; loading one takes its package, which may not be there. */
export const PEERS: Readonly<Record<string, () => Tool>> = {
  '@redactpii/node': () => redactPiiNode(false),
  '@redactpii/node aggressive': () => redactPiiNode(true),
  openredaction,
  'redact-pii': redactPii,
  compromise,
  'libphonenumber-js': phoneNumbers,
  secretlint,
};

/** The packages that a peer is made of. */
export function packagesOf(peer: string): readonly string[] {
  if (peer === 'secretlint')
    return ['@secretlint/core', '@secretlint/secretlint-rule-preset-recommend'];
  return [peer.replace(' aggressive', '')];
}

const REDACTPII_TYPES: Readonly<Record<string, string>> = {
  EMAIL_ADDRESS: 'EMAIL',
  PHONE_NUMBER: 'PHONE',
  CREDIT_CARD_NUMBER: 'CREDIT_CARD',
  US_SOCIAL_SECURITY_NUMBER: 'SSN',
  PERSON_NAME: 'PERSON',
};

function redactPiiNode(aggressive: boolean): Tool {
  const { Redactor } = load('@redactpii/node') as {
    Redactor: new (options: object) => { redact(text: string): string };
  };
  const redactor = new Redactor({ aggressive });
  const label = new RegExp(Object.keys(REDACTPII_TYPES).join('|'), 'gu');
  return {
    name: aggressive ? '@redactpii/node aggressive' : '@redactpii/node',
    types: ['EMAIL', 'PHONE', 'CREDIT_CARD', 'SSN'],
    detect: (text) =>
      alignedSpans(text, redactor.redact(text), label, (each) => REDACTPII_TYPES[each]),
    run: (text) => redactor.redact(text),
  };
}

const REDACT_TYPES: Readonly<Record<string, string>> = {
  EMAIL_ADDRESS: 'EMAIL',
  PHONE_NUMBER: 'PHONE',
  CREDIT_CARD_NUMBER: 'CREDIT_CARD',
  US_SOCIAL_SECURITY_NUMBER: 'SSN',
  IP_ADDRESS: 'IP',
  PERSON_NAME: 'PERSON',
  STREET_ADDRESS: 'LOCATION',
  ZIPCODE: 'LOCATION',
  URL: 'URL',
  CREDENTIALS: 'SECRET',
  DIGITS: 'ID',
  PASSWORD: 'SECRET',
  USERNAME: 'USER',
};

function redactPii(): Tool {
  const { SyncRedactor } = load('redact-pii') as {
    SyncRedactor: new () => { redact(text: string): string };
  };
  const redactor = new SyncRedactor();
  const label = new RegExp(Object.keys(REDACT_TYPES).join('|'), 'gu');
  return {
    name: 'redact-pii',
    types: ['EMAIL', 'PHONE', 'CREDIT_CARD', 'SSN', 'IP'],
    detect: (text) =>
      alignedSpans(text, redactor.redact(text), label, (each) => REDACT_TYPES[each]),
    run: (text) => redactor.redact(text),
  };
}

const OPENREDACTION_TYPES: readonly (readonly [RegExp, string])[] = [
  [/EMAIL/u, 'EMAIL'],
  [/PHONE|FAX|MOBILE/u, 'PHONE'],
  [/CREDIT_CARD|DEBIT/u, 'CREDIT_CARD'],
  [/IBAN/u, 'IBAN'],
  [/^IP(?:V[46])?$|IP_ADDRESS/u, 'IP'],
  [/SSN|SOCIAL_SECURITY/u, 'SSN'],
  [/^NAME|PERSON/u, 'PERSON'],
  [/ADDRESS|POSTCODE|ZIP|LOCATION/u, 'LOCATION'],
  [/KEY|TOKEN|SECRET|PASSWORD|JWT|PRIVATE/u, 'SECRET'],
];

function openredaction(): Tool {
  interface Detection {
    readonly type: string;
    readonly position: readonly [number, number];
  }
  const { OpenRedaction } = load('openredaction') as {
    OpenRedaction: new () => { detect(text: string): Promise<{ detections: Detection[] }> };
  };
  const detector = new OpenRedaction();
  const typeOf = (name: string) =>
    OPENREDACTION_TYPES.find(([pattern]) => pattern.test(name))?.[1] ?? 'OTHER';
  return {
    name: 'openredaction',
    types: ['EMAIL', 'PHONE', 'CREDIT_CARD', 'IBAN', 'IP', 'SSN'],
    detect: async (text) =>
      (await detector.detect(text)).detections.map(({ type, position: [start, end] }) => ({
        type: typeOf(type),
        start,
        end,
      })),
    run: (text) => detector.detect(text),
  };
}

function compromise(): Tool {
  interface View {
    json(options: object): { offset: { start: number; length: number } }[];
  }
  interface Document {
    people(): View;
    emails(): View;
    phoneNumbers(): View;
    places(): View;
    organizations(): View;
    urls(): View;
  }
  const nlp = load('compromise') as (text: string) => Document;
  const spans = (view: View, type: string): Labelled[] =>
    view
      .json({ offset: true })
      .map(({ offset: { start, length } }) => ({ type, start, end: start + length }));
  const detect = (text: string): Labelled[] => {
    const document = nlp(text);
    return [
      ...spans(document.emails(), 'EMAIL'),
      ...spans(document.phoneNumbers(), 'PHONE'),
      ...spans(document.people(), 'PERSON'),
      ...spans(document.places(), 'LOCATION'),
      ...spans(document.organizations(), 'ORG'),
      ...spans(document.urls(), 'URL'),
    ];
  };
  return { name: 'compromise', types: ['EMAIL', 'PHONE'], detect, run: detect };
}

function phoneNumbers(): Tool {
  const { findPhoneNumbersInText } = load('libphonenumber-js') as {
    findPhoneNumbersInText(text: string, country: string): { startsAt: number; endsAt: number }[];
  };
  const detect = (text: string): Labelled[] =>
    findPhoneNumbersInText(text, 'US').map(({ startsAt, endsAt }) => ({
      type: 'PHONE',
      start: startsAt,
      end: endsAt,
    }));
  return { name: 'libphonenumber-js', types: ['PHONE'], detect, run: detect };
}

function secretlint(): Tool {
  interface Result {
    readonly messages: readonly { readonly range: readonly [number, number] }[];
  }
  const { lintSource } = load('@secretlint/core') as {
    lintSource(options: object): Promise<Result>;
  };
  const { rules } = {
    rules: load('@secretlint/secretlint-rule-preset-recommend') as { creator: unknown },
  };
  const id = '@secretlint/secretlint-rule-preset-recommend';
  const lint = (content: string) =>
    lintSource({
      source: { filePath: 'text.txt', content, contentType: 'text', ext: '.txt' },
      options: { config: { rules: [{ id, rule: rules.creator }] }, maskSecrets: false },
    });
  return {
    name: 'secretlint',
    types: ['SECRET'],
    detect: async (text) =>
      (await lint(text)).messages.map(({ range: [start, end] }) => ({
        type: 'SECRET',
        start,
        end,
      })),
    run: lint,
  };
}
