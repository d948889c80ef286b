import { css } from 'lit';

/** Loading, and nothing to show. */
export const waitingStyles = css`
  .empty,
  .loading {
    display: flex;
    flex: 1;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 10px;
    height: 100%;
    padding: 24px;
    text-align: center;
  }
  .empty h2 {
    font-size: 1.3em;
    font-weight: 600;
  }
  .empty p {
    max-width: 46ch;
    color: var(--vscode-descriptionForeground);
    overflow-wrap: anywhere;
  }
  .loading {
    flex-direction: row;
    box-sizing: border-box;
    color: var(--vscode-descriptionForeground);
    animation: appear 0s 250ms both;
  }
  .slow {
    position: absolute;
    inset: 0;
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 12px;
    animation: appear 0s 250ms both;
  }
  .slow .loading {
    flex: none;
    height: auto;
    padding: 0;
  }
  .ring {
    width: 14px;
    height: 14px;
    border: 2px solid var(--vscode-progressBar-background, currentcolor);
    border-top-color: transparent;
    border-radius: 50%;
    animation: turn 0.9s linear infinite;
  }
  @keyframes appear {
    from {
      visibility: hidden;
    }
  }
  @keyframes turn {
    to {
      rotate: 360deg;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .ring {
      animation: none;
    }
  }
`;
