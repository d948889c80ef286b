import { css } from 'lit';

/** A candidate beside what is there already: two columns, or one above the other where it is narrow. */
export const comparisonStyles = css`
  .comparison {
    container-type: inline-size;
  }
  .comparison .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 6px;
  }
  .compared {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 4px 16px;
    margin: 8px 0 14px;
  }
  .side-name {
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .side {
    min-width: 0;
    overflow-wrap: anywhere;
  }
  @container (max-width: 480px) {
    .compared {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
