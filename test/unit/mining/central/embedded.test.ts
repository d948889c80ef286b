import { centralLogsSuite } from '../../support/centralLogsSuite.js';
import { EmbeddedClickHouse } from '../../support/embeddedClickHouse.js';

describe('extraction from a table of ClickHouse, embedded', () => {
  centralLogsSuite(EmbeddedClickHouse.start);
});
