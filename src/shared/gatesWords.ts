/** What a validation came to; undefined: there was none. */
type Gates = { readonly verdict: 'pass' | 'fail' | 'inconclusive' } | undefined;

/** `validated`, `failed a gate`, `not shown to be as good` or `not validated` */
export function gatesWords(gates: Gates): string {
  switch (gates?.verdict) {
    case 'pass':
      return 'validated';
    case 'fail':
      return 'failed a gate';
    case 'inconclusive':
      return 'not shown to be as good';
    case undefined:
      return 'not validated';
  }
}
