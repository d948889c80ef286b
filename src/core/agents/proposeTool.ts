/** The one tool that writes. It stands alone here, as the editor names its tools before it loads anything else. */
export const PROPOSE_TOOL = 'codelumi_propose';
