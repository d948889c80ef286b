import type { Recogniser } from '../recogniser.js';
import { AI_SERVICES } from './secrets/shapes/aiServices.js';
import { CLOUD } from './secrets/shapes/cloud.js';
import { CODE_HOSTING } from './secrets/shapes/codeHosting.js';
import { INFIXES } from './secrets/shapes/infixes.js';
import { MESSAGING } from './secrets/shapes/messaging.js';
import { MONITORING } from './secrets/shapes/monitoring.js';
import { PACKAGE_REGISTRIES } from './secrets/shapes/packageRegistries.js';
import { PAYMENTS } from './secrets/shapes/payments.js';
import { SECRET_STORES } from './secrets/shapes/secretStores.js';
import { WEBHOOKS } from './secrets/shapes/webhooks.js';
import { WORK_TOOLS } from './secrets/shapes/workTools.js';
import { TokenMatcher } from './secrets/tokenMatcher.js';
import type { TokenShape } from './secrets/tokenShape.js';

/** Every kind of token that is known. */
export const TOKEN_SHAPES: readonly TokenShape[] = [
  ...AI_SERVICES,
  ...CLOUD,
  ...CODE_HOSTING,
  ...MESSAGING,
  ...MONITORING,
  ...PACKAGE_REGISTRIES,
  ...PAYMENTS,
  ...SECRET_STORES,
  ...WEBHOOKS,
  ...WORK_TOOLS,
];

const MATCHER = new TokenMatcher(TOKEN_SHAPES, INFIXES);

/** Keys and tokens that show whose they are: `ghp_…`, `AKIA…`, `xoxb-…`. */
export const vendorToken: Recogniser = {
  rule: 'vendor-token',
  version: 1,
  kind: 'secret',
  severity: 'blocking',
  description: 'A key or token of a cloud or another service, known by the way it is written.',
  find(scanned) {
    return MATCHER.tokensIn(scanned).map(({ start, end, shape, certain }) => ({
      start,
      end,
      score: certain ? 1 : 0.95,
      message: certain ? `${shape.name}; its checksum is right.` : `${shape.name}.`,
      placeholder: shape.placeholder,
    }));
  },
};
