/** Put in by esbuild from package.json. */
declare const CODELUMI_VERSION: string;

export const toolVersion: string = CODELUMI_VERSION;
